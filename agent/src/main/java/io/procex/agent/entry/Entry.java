package io.procex.agent.entry;

import io.procex.agent.Absence;
import io.procex.agent.attach.Attachment;
import io.procex.agent.diagnostics.AgentLog;
import io.procex.agent.diagnostics.Fallbacks;
import io.procex.agent.diagnostics.Notice;
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
  /** Null where there were none. */
  private static String given;

  private Entry() {}

  /**
   * Starts with options.
   *
   * @return why a JVM with strict=true must not start, or null
   */
  public static String start(String arguments, Instrumentation instrumentation) {
    given = arguments;
    try {
      return start(new AgentOptions(arguments), instrumentation);
    } catch (Throwable t) {
      return giveUp(t, false); // options that cannot even be read
    }
  }

  private static String start(AgentOptions options, Instrumentation instrumentation) {
    boolean strict = options.strictAtStart();
    try {
      AgentLog.use(options.log());
      for (String problem : options.problems()) {
        AgentLog.line(problem);
      }
      if (strict && !options.problems().isEmpty()) {
        return String.join("; ", options.problems());
      }
      if (options.enabled()) {
        Notice.use(options.notices());
        for (String problem : options.log().misplaced()) {
          Notice.once(problem);
        }
        return AgentInstaller.install(instrumentation, options);
      }
      Absence.begin("the option 'enabled' is false");
      return null;
    } catch (Throwable t) {
      return giveUp(t, strict);
    }
  }

  private static String giveUp(Throwable why, boolean strict) {
    AgentLog.line("not installed: " + why);
    LowDescriptors.release();
    Absence.begin("the agent is not installed: " + why);
    Fallbacks.expect("the agent is not installed: " + why);
    return strict ? why.toString() : null;
  }

  /**
   * Starts with the options of an agent that is named once more.
   *
   * @return why a JVM with strict=true must not start, or null
   */
  public static String startAgain(String arguments, Instrumentation instrumentation) {
    AgentInstaller.adopt();
    SecondStart second = new SecondStart(given, arguments);
    if (!second.isTakenOver()) {
      return null;
    }
    given = given == null ? arguments : given + "," + arguments;
    return start(second.options(), instrumentation);
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
