package io.procex.agent.instrument;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.host.AgentLog;
import io.procex.agent.start.AtStart;
import java.util.concurrent.Callable;

/**
 * Lets the rest of the agent take over from the first launches, which the library made alone. Until
 * the call is rewritten, the library makes the launches of other threads.
 */
final class Takeover {
  private final Installation installation;
  private final AtStart atStart;
  private final LaunchingClasses classes;

  Takeover(Installation installation, AtStart atStart, LaunchingClasses classes) {
    this.installation = installation;
    this.atStart = atStart;
    this.classes = classes;
  }

  /**
   * Takes over. If the library has launched, everything is prepared before the call is rewritten,
   * as for an attachment. Otherwise the next launch prepares it.
   */
  void run(ProcessTransformer transformer) {
    try {
      installation.become(State.TAKING_OVER, transformer);
      atStart.transformer().rewriteBy(transformer);
      prepareIfLaunched(transformer);
      transformer.begin();
      classes.retransform();
      atStart.transformer().resume(transformer);
      if (transformer.failure() != null) {
        classes.retransform(); // the first time, its definition was not complete
      }
      if (prepareIfLaunched(transformer)) {
        Bridge.control().endFirstLaunches();
      }
      installation.become(State.INSTALLED, transformer);
      atStart.absence(null);
    } catch (OutOfMemoryError | StackOverflowError passing) {
      installation.become(State.WAITING, null);
      atStart.transformer().resumeWaiting(); // the next event tries again
    } catch (Throwable t) {
      standBack(t.toString(), Takeover::stopLibrary);
    }
  }

  /** Gives up: the JDK makes all launches, or the library alone if it cannot be stopped. */
  void standBack(String why, Callable<Boolean> library) {
    AgentLog.line("the rest of the agent cannot take over: " + why);
    if (isStopped(library)) {
      giveUp("the rest of the agent cannot take over: " + why);
    } else {
      installation.become(State.WAITING, null);
      atStart.transformer().resumeWaiting();
      atStart.absence("the native library launches alone, with the defaults: " + why);
    }
  }

  private static boolean isStopped(Callable<Boolean> library) {
    try {
      return library.call();
    } catch (Throwable t) {
      AgentLog.line("the native library cannot be stopped: " + t);
      return false;
    }
  }

  /**
   * Stops the launches that the library makes alone. Returns false if the library cannot be
   * reached.
   */
  private static boolean stopLibrary() {
    if (!Bridge.isInjected() || !Bridge.control().adoptLibrary()) {
      return false;
    }
    Bridge.control().endFirstLaunches();
    return true;
  }

  /** Takes the agent out of the JDK's classes. The JDK makes the launches even if this fails. */
  private void giveUp(String why) {
    try {
      installation.become(State.ABSENT, null);
      atStart.giveUp(why);
      classes.retransformOrLog();
    } catch (Throwable t) {
      AgentLog.line("the JDK's classes stay rewritten: " + t);
    }
  }

  private boolean prepareIfLaunched(ProcessTransformer transformer) throws Exception {
    if (atStart.firstLibrary() == null) {
      return false;
    }
    installation.injector().inject(false);
    LaunchingClasses.load();
    classes.retransformReaper();
    BridgeConnection connection = installation.connection();
    connection.open(transformer.options());
    connection.prepare(); // if there is an obstacle, launches fall back and report it
    return connection.library() != null;
  }
}
