package io.procex.agent;

import io.procex.agent.start.AtStart;
import java.lang.instrument.Instrumentation;

/**
 * Where the JVM enters the agent; whoever else does is turned away, without a word. Nothing may
 * leave these methods, but where strict=true asks for it: an exception out of premain ends the
 * host, one out of agentmain is printed on its stderr.
 */
public final class AgentMain {
  /** The argument of a second premain for which launches are tried, and findings printed. */
  public static final String PROBE = "@probe";

  /**
   * Whether the agent was started before in this JVM. Static, as the JVM calls static methods; to
   * look for the atStart of the first start would cost each start time.
   */
  private static boolean started;

  private AgentMain() {}

  /** Called for {@code -javaagent:procex-agent.jar=arguments}. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    String failure = enter(arguments, instrumentation);
    if (failure != null) {
      StrictEnd.of(failure);
    }
  }

  /** Called when the agent is attached to a running JVM, which no option may end. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    AtStart atStart = null;
    try {
      atStart = AtStart.find(instrumentation);
      if (atStart == null) {
        atStart = AtStart.make(instrumentation);
        if (atStart == null) {
          return;
        }
        atStart.absence("the agent was not started in this JVM");
      }
      atStart.agent().answer(arguments);
    } catch (Throwable t) {
      log(atStart, "attached, but could not reply: " + t);
    }
  }

  /** Returns why a JVM with strict=true must not start, or null. */
  private static String enter(String arguments, Instrumentation instrumentation) {
    AtStart atStart = null;
    boolean again = started;
    try {
      atStart = again ? AtStart.find(instrumentation) : AtStart.make(instrumentation);
      if (atStart == null) {
        return null;
      }
      if (again) {
        return enterAgain(arguments, atStart);
      }
      started = true;
      return start(arguments, atStart);
    } catch (Throwable t) {
      return atStart == null ? null : giveUp(t, arguments, atStart, again);
    }
  }

  private static String enterAgain(String arguments, AtStart atStart) throws Exception {
    if (PROBE.equals(arguments)) {
      atStart.agent().probe();
    } else if (arguments != null && !arguments.isEmpty()) {
      return withLog(atStart.agent().startAgain(arguments), atStart);
    } else {
      atStart.agent().log("already started; named again without arguments");
    }
    return null;
  }

  private static String start(String arguments, AtStart atStart) throws Exception {
    if (atStart.isWithoutOptions(arguments)) {
      atStart.install();
      return null;
    }
    String failure = atStart.agent().start(arguments);
    atStart.transformer().register();
    return withLog(failure, atStart);
  }

  /** Whatever ends the JVM, the log says why. */
  private static String withLog(String failure, AtStart atStart) throws Exception {
    if (failure != null) {
      atStart.agent().flushLog();
    }
    return failure;
  }

  /** What is left where not even the options could be read. */
  private static String giveUp(Throwable why, String arguments, AtStart atStart, boolean again) {
    try {
      if (!again) { // else what the first has set stays in force
        atStart.giveUp("the agent is not installed: " + why);
      }
      log(atStart, "not installed: " + why);
      if (StrictEnd.isAskedFor(arguments)) {
        return "not installed: " + why;
      }
      LastWord.say(why, arguments);
      return null;
    } catch (Throwable t) {
      return null; // Not even memory for that is left; the JVM starts all the same.
    }
  }

  private static void log(AtStart atStart, String line) {
    try {
      atStart.agent().log(line);
    } catch (Throwable lost) {
      // Nothing is left to tell it to.
    }
  }
}
