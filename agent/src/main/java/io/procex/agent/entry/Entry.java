package io.procex.agent.entry;

import io.procex.agent.Absence;
import io.procex.agent.attach.Attachment;
import io.procex.agent.diagnostics.AgentLog;
import io.procex.agent.instrument.AgentInstaller;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.start.LowDescriptors;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Map;

/** What the outer jar calls, by name: see io.procex.agent.start.Inner. */
public final class Entry {
  private Entry() {}

  /**
   * Starts with options.
   *
   * @return why a JVM with strict=true must not start, or null
   */
  public static String start(String arguments, Instrumentation instrumentation) {
    boolean strict = false;
    try {
      AgentOptions options = new AgentOptions(arguments);
      strict = options.strictAtStart();
      AgentLog.use(options.log());
      for (String problem : options.problems()) {
        AgentLog.line(problem);
      }
      if (strict && !options.problems().isEmpty()) {
        return String.join("; ", options.problems());
      }
      if (options.enabled()) {
        return AgentInstaller.install(instrumentation, options);
      }
      Absence.begin("the option 'enabled' is false");
      return null;
    } catch (Throwable t) {
      AgentLog.line("not installed: " + t);
      LowDescriptors.release();
      Absence.begin("the agent is not installed: " + t);
      return strict ? t.toString() : null;
    }
  }

  /** See {@link AgentInstaller#adopt}. */
  public static ClassFileTransformer adopt() {
    return AgentInstaller.adopt();
  }

  /** Carries out a request of somebody who has attached. */
  public static void answer(String argument, Instrumentation instrumentation) throws IOException {
    AgentInstaller.adopt();
    Attachment.answer(argument, instrumentation);
  }

  /** See {@link AgentInstaller#giveUp}. */
  public static void giveUp() {
    AgentInstaller.adopt();
    AgentInstaller.giveUp();
  }

  /** Adds to the agent's log. */
  public static void log(String line) {
    AgentLog.line(line);
  }

  /** The lines of the agent's log. */
  public static List<String> logLines() {
    return AgentLog.lines();
  }

  /** Sees to it that the log is written. */
  public static void flushLog() {
    AgentLog.flush();
  }

  /** See {@link LaunchStatus#launches}. */
  public static String launches() {
    return LaunchStatus.launches();
  }

  /** See {@link LaunchStatus#describe}. */
  public static String describe() {
    return LaunchStatus.describe();
  }

  /** See {@link LaunchStatus#reaper}. */
  public static String reaper() {
    return LaunchStatus.reaper();
  }

  /** See {@link LaunchStatus#declinedByReason}. */
  public static Map<String, Long> declinedByReason() {
    return LaunchStatus.declinedByReason();
  }

  /** See {@link LaunchStatus#spawnedByRung}. */
  public static Map<String, Long> spawnedByRung() {
    return LaunchStatus.spawnedByRung();
  }
}
