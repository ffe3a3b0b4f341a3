package io.procex.agent.diagnostics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;
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

  @Label("Id of the child")
  @Description("One in all events and records of this child, also after its pid is used again.")
  String childId;

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

  @SettingDefinition
  @Name("slowerThan")
  @Label("Slower than")
  @Description("Only launches that took at least so long")
  boolean isSlowerThan(SlowerThan setting) {
    return setting.admits(launchTime);
  }
}
