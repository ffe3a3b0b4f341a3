package io.procex.agent.diagnostics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A launch that ended with an exception, was denied by rules, or fell back to the JDK. */
@Name("io.procex.LaunchFailed")
@Label("Failed process launch")
@Category("procex-agent")
@Description("A launch that ended with an exception, was denied by rules, or fell back to the JDK.")
@StackTrace(true)
final class LaunchFailedEvent extends Event {
  @Label("Outcome")
  @Description("The name of the event in records: launch-failed, denied or launch-declined.")
  String outcome;

  @Label("Executable")
  @Description("The file that was tried last.")
  String executable;

  @Label("Command")
  String command;

  @Label("Arguments")
  String arguments;

  @Label("Working directory")
  String directory;

  @Label("Launch time")
  @Timespan(Timespan.NANOSECONDS)
  long launchTime;

  @Label("Failed step")
  String step;

  @Label("Errno")
  String error;

  @Label("Message")
  String message;

  @Label("Reason for the fallback")
  String declined;

  @Label("Rule")
  @Description("The rule that decided on the launch.")
  String rule;

  @Label("Caller")
  String caller;

  @Label("Line of the caller")
  int callerLine;

  @Label("Trace")
  String traceId;

  @Label("Span")
  String spanId;
}
