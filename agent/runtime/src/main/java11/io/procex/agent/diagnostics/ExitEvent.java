package io.procex.agent.diagnostics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.SettingDefinition;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * A child that has ended. It has a period so that a hook is called when a chunk ends; the hook
 * writes the events that wait, and makes none.
 */
@Name("io.procex.Exit")
@Label("Process exit")
@Category("procex-agent")
@Description("A child that has ended.")
@StackTrace(false)
@Period("endChunk")
final class ExitEvent extends Event {
  @Label("Child")
  long childPid;

  @Label("Id of the child")
  @Description("One in all events and records of this child, also after its pid is used again.")
  String childId;

  @Label("Executable")
  String executable;

  @Label("Exit code")
  long exitCode;

  @Label("Signal")
  String signal;

  @Label("Setting")
  @Description("RuntimeMaxSec if the child's time was over, and it was sent a signal.")
  String setting;

  @Label("Errno")
  @Description("ECHILD if other code has reaped the child: how it ended is not known.")
  String error;

  @Label("From launch to exit")
  @Timespan(Timespan.NANOSECONDS)
  long life;

  @Label("CPU time in user mode")
  @Timespan(Timespan.NANOSECONDS)
  long userTime;

  @Label("CPU time in the kernel")
  @Timespan(Timespan.NANOSECONDS)
  long systemTime;

  @SettingDefinition
  @Name("slowerThan")
  @Label("Slower than")
  @Description("Only children that lived at least so long")
  boolean isSlowerThan(SlowerThan setting) {
    return setting.admits(life);
  }
}
