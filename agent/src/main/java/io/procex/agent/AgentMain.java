package io.procex.agent;

import io.procex.agent.attach.Attachment;
import io.procex.agent.diagnostics.AgentLog;
import io.procex.agent.instrument.AgentInstaller;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.options.GivenOptions;
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
      Attachment.answer(arguments, instrumentation);
    } catch (Throwable t) {
      AgentLog.line("attached, but could not reply: " + t);
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
    boolean strict = false;
    try {
      if (!isFirstStart()) {
        AgentLog.line("already started; these arguments change nothing: " + arguments);
        return null;
      }
      if (!GivenOptions.any(arguments)) {
        AgentInstaller.install(instrumentation);
        return null;
      }
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
      Absence.begin("the agent is not installed: " + t);
      return strict ? t.toString() : null;
    }
  }
}
