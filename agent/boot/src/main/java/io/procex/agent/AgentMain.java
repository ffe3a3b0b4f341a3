package io.procex.agent;

import io.procex.agent.start.StartTransformer;
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
   * look for the transformer of the first start would cost each start time.
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
    StartTransformer transformer = null;
    try {
      transformer = StartTransformer.find(instrumentation);
      if (transformer == null) {
        transformer = StartTransformer.make(instrumentation);
        if (transformer == null) {
          return;
        }
        transformer.absence("the agent was not started in this JVM");
      }
      transformer.agent().answer(arguments);
    } catch (Throwable t) {
      log(transformer, "attached, but could not reply: " + t);
    }
  }

  /** Returns why a JVM with strict=true must not start, or null. */
  private static String enter(String arguments, Instrumentation instrumentation) {
    StartTransformer transformer = null;
    boolean again = started;
    try {
      transformer =
          again ? StartTransformer.find(instrumentation) : StartTransformer.make(instrumentation);
      if (transformer == null) {
        return null;
      }
      if (again) {
        return enterAgain(arguments, transformer);
      }
      started = true;
      return start(arguments, transformer);
    } catch (Throwable t) {
      return transformer == null ? null : giveUp(t, arguments, transformer, again);
    }
  }

  private static String enterAgain(String arguments, StartTransformer transformer)
      throws Exception {
    if (PROBE.equals(arguments)) {
      transformer.agent().probe();
    } else if (arguments != null && !arguments.isEmpty()) {
      return withLog(transformer.agent().startAgain(arguments), transformer);
    } else {
      transformer.agent().log("already started; named again without arguments");
    }
    return null;
  }

  private static String start(String arguments, StartTransformer transformer) throws Exception {
    if (transformer.isWithoutOptions(arguments)) {
      transformer.install();
      return null;
    }
    String failure = transformer.agent().start(arguments);
    transformer.register();
    return withLog(failure, transformer);
  }

  /** Whatever ends the JVM, the log says why. */
  private static String withLog(String failure, StartTransformer transformer) throws Exception {
    if (failure != null) {
      transformer.agent().flushLog();
    }
    return failure;
  }

  /** What is left where not even the options could be read. */
  private static String giveUp(
      Throwable why, String arguments, StartTransformer transformer, boolean again) {
    try {
      if (!again) { // else what the first has set stays in force
        transformer.giveUp("the agent is not installed: " + why);
      }
      log(transformer, "not installed: " + why);
      if (StrictEnd.isAskedFor(arguments)) {
        return "not installed: " + why;
      }
      LastWord.say(why, arguments);
      return null;
    } catch (Throwable t) {
      return null; // Not even memory for that is left; the JVM starts all the same.
    }
  }

  private static void log(StartTransformer transformer, String line) {
    try {
      transformer.agent().log(line);
    } catch (Throwable lost) {
      // Nothing is left to tell it to.
    }
  }
}
