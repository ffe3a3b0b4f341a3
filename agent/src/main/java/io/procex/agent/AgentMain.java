package io.procex.agent;

import io.procex.agent.start.GivenOptions;
import io.procex.agent.start.Inner;
import io.procex.agent.start.LowDescriptors;
import io.procex.agent.start.StartTransformer;
import java.lang.instrument.Instrumentation;

/**
 * Where the JVM enters the agent. Nothing may leave these methods, but where strict=true asks for
 * it: an exception out of premain ends the host, one out of agentmain is printed on its stderr.
 */
public final class AgentMain {
  private static boolean started;

  private AgentMain() {}

  /** Called for {@code -javaagent:procex-agent.jar=arguments}. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    String failure = start(arguments, instrumentation);
    if (failure != null) {
      StrictEnd.of(failure);
    }
  }

  /** Called when the agent is attached to a running JVM, which no option may end. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    try {
      Class<?>[] types = {String.class, Instrumentation.class};
      Inner.call("answer", types, arguments, instrumentation);
    } catch (Throwable t) {
      Inner.log("attached, but could not reply: " + t);
    }
  }

  /** Locks instead of an AtomicBoolean, whose VarHandle costs 7 ms of start-up on JDK 25. */
  private static synchronized boolean isFirstStart() {
    boolean first = !started;
    started = true;
    return first;
  }

  /** Returns why a JVM with strict=true must not start, or null. */
  private static String start(String arguments, Instrumentation instrumentation) {
    try {
      boolean first = isFirstStart();
      if (first ? GivenOptions.any(arguments) : arguments != null && !arguments.isEmpty()) {
        Class<?>[] types = {String.class, Instrumentation.class};
        String entry = first ? "start" : "startAgain";
        return (String) Inner.call(entry, types, arguments, instrumentation);
      }
      if (!first) {
        Inner.log("already started; named again without arguments");
        return null;
      }
      LowDescriptors.reserve();
      StartTransformer.install(instrumentation);
      return null;
    } catch (Throwable t) {
      return giveUp(t, arguments);
    }
  }

  /** What is left where not even the options could be read. The same. */
  private static String giveUp(Throwable why, String arguments) {
    try {
      LowDescriptors.release();
      Absence.begin("the agent is not installed: " + why);
      Inner.log("not installed: " + why);
      Inner.ask("giveUp");
      if (StrictEnd.isAskedFor(arguments)) {
        return "not installed: " + why;
      }
      LastWord.say(why, arguments);
      return null;
    } catch (Throwable t) {
      return null; // Not even memory for that is left; the JVM starts all the same.
    }
  }
}
