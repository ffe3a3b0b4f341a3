package io.procex.agent.cli;

import io.procex.agent.attach.AttachReply;
import io.procex.agent.record.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Locale;

/** Prints the answer of a JVM. */
final class Answer {
  private final TargetJvm jvm;
  private final Path ownJar;
  private final AttachReply reply;

  Answer(TargetJvm jvm, Path ownJar, AttachReply reply) {
    this.jvm = jvm;
    this.ownJar = ownJar;
    this.reply = reply;
  }

  /**
   * Prints the answer. Returns the exit code for a success, and throws if the JVM reports a
   * failure.
   */
  int print(PrintWriter out) throws CommandFailure {
    StringBuilder text = new StringBuilder(jvm + ": " + outcome());
    String separator = ": ";
    for (String sentence : reply.sentences()) {
      text.append(separator).append(Printable.of(sentence));
      separator = "; ";
    }
    if (isAnotherCopy()) {
      text.append(System.lineSeparator()).append("  ").append(anotherCopy());
    }
    switch (reply.outcome()) {
      case REFUSED:
      case NOT_INSTALLED:
        throw new CommandFailure(text.toString());
      default:
        out.println(text);
        return 0;
    }
  }

  private String outcome() {
    switch (reply.outcome()) {
      case REREAD:
        return "options re-read";
      case UNCHANGED:
        return "unchanged, the agent is installed with these options";
      case NOT_INSTALLED:
        return "the agent is not installed";
      default:
        return reply.outcome().name().toLowerCase(Locale.ROOT);
    }
  }

  private boolean isAnotherCopy() {
    if (!reply.version().equals(Main.Version.name())) {
      return true;
    }
    try {
      return !Files.isSameFile(jvm.inItsRoot(Paths.get(reply.jar())), ownJar);
    } catch (IOException e) {
      return !reply.jar().equals(ownJar.toString());
    }
  }

  private String anotherCopy() {
    return "another copy is already installed: version "
        + Printable.of(reply.version())
        + " from "
        + Printable.of(reply.jar())
        + "; a JVM keeps the first one that it has loaded";
  }
}
