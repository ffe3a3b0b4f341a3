package io.procex.agent.diagnostics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A launch that ended with an exception, or fell back to the JDK. */
@Name("io.procex.LaunchFailed")
@Label("Failed process launch")
@Category("procex-agent")
@Description("A launch that ended with an exception, or fell back to the JDK.")
@StackTrace(true)
final class LaunchFailedEvent extends Event {
  @Label("Command")
  String command;

  @Label("Arguments")
  String arguments;

  @Label("Working directory")
  String directory;

  @Label("Failed step")
  String step;

  @Label("Errno")
  String error;

  @Label("Message")
  String message;

  @Label("Reason for the fallback")
  String declined;

  @Label("Caller")
  String caller;

  @Label("Line of the caller")
  int callerLine;
}
