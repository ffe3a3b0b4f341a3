package io.procex.agent.cli;

import picocli.CommandLine.Parameters;

/** The running JVM that a command is about: its first argument. */
final class JvmArgument {
  @Parameters(
      index = "0",
      paramLabel = "PID",
      description = "The process id of the JVM.",
      converter = PidConverter.class)
  private Long pid;

  long pid() {
    return pid;
  }
}
