package io.procex.agent.diagnostics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A child that the core has launched. */
@Name("io.procex.Launch")
@Label("Process launch")
@Category("procex-agent")
@Description("A child that the core has launched.")
@StackTrace(true)
final class LaunchEvent extends Event {
  @Label("Child")
  long childPid;

  @Label("Executable")
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

  @Label("Time in the core")
  @Timespan(Timespan.NANOSECONDS)
  long coreTime;

  @Label("Rung of the ladder")
  String rung;

  @Label("Caller")
  String caller;

  @Label("Line of the caller")
  int callerLine;
}
