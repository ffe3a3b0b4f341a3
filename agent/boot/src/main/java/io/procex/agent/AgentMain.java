package io.procex.agent;

import io.procex.agent.start.AtStart;
import java.lang.instrument.Instrumentation;

/**
 * Where the JVM enters the agent. An application that calls these methods is turned away without a
 * word: see StartTransformer.make. No exception may leave them unless strict=true asks for it. An
 * exception that leaves premain ends the host, and one that leaves agentmain is printed on its
 * stderr.
 */
public final class AgentMain {
  /**
   * The argument with which "doctor" names the agent a second time: this premain tries launches and
   * prints what it finds.
   */
  public static final String PROBE = "@probe";

  /**
   * Whether the agent was started before in this JVM. A static field, because the JVM calls static
   * methods, and because finding the AtStart of the first start would cost each start time.
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

  /** Called when the agent is attached to a running JVM. No option may end such a JVM. */
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

  /** Writes the log if the JVM is about to end, so that the log says why. */
  private static String withLog(String failure, AtStart atStart) throws Exception {
    if (failure != null) {
      atStart.agent().flushLog();
    }
    return failure;
  }

  /**
   * Called if the start has failed, perhaps before the options could be read. Returns why a JVM
   * with strict=true must not start, or null.
   */
  private static String giveUp(Throwable why, String arguments, AtStart atStart, boolean again) {
    try {
      if (!again) { // else the options of the first start stay in force
        atStart.giveUp("the agent is not installed: " + why);
      }
      log(atStart, "not installed: " + why);
      if (StrictEnd.isAskedFor(arguments)) {
        return "not installed: " + why;
      }
      LastWord.say(why, arguments);
      return null;
    } catch (Throwable t) {
      return null; // no memory is left even for that; the JVM starts without the agent
    }
  }

  private static void log(AtStart atStart, String line) {
    try {
      atStart.agent().log(line);
    } catch (Throwable lost) {
      // The log cannot be reached either.
    }
  }
}
