package io.procex.agent.instrument;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.host.AgentLog;
import io.procex.agent.start.StartTransformer;
import java.util.concurrent.Callable;

/**
 * Has the rest of the agent take over from the first launches, which the library made alone. A
 * launch in another thread is made by the library until the call is rewritten.
 */
final class Takeover {
  private final Installation installation;
  private final StartTransformer atStart;
  private final LaunchingClasses classes;

  Takeover(Installation installation, StartTransformer atStart, LaunchingClasses classes) {
    this.installation = installation;
    this.atStart = atStart;
    this.classes = classes;
  }

  /**
   * Prepares all before the call is rewritten, as for an attachment; where nothing was launched
   * yet, the next launch prepares it.
   */
  void run(ProcessTransformer transformer) {
    try {
      installation.become(State.TAKING_OVER, transformer);
      atStart.rewriteBy(transformer);
      prepareIfLaunched(transformer);
      transformer.begin();
      classes.retransform();
      atStart.resume(transformer);
      if (transformer.failure() != null) {
        classes.retransform(); // the class was being defined the first time, or will be rewritten
      }
      if (prepareIfLaunched(transformer)) {
        Bridge.control().endFirstLaunches();
      }
      installation.become(State.INSTALLED, transformer);
      atStart.absence(null);
    } catch (OutOfMemoryError | StackOverflowError passing) {
      installation.become(State.WAITING, null);
      atStart.resumeWaiting(); // whoever asks next tries it once more
    } catch (Throwable t) {
      standBack(t.toString(), Takeover::stopLibrary);
    }
  }

  /** Leaves launches to the JDK; or, if the library cannot be stopped, to the library alone. */
  void standBack(String why, Callable<Boolean> library) {
    AgentLog.line("the rest of the agent cannot take over: " + why);
    if (isStopped(library)) {
      giveUp("the rest of the agent cannot take over: " + why);
    } else {
      installation.become(State.WAITING, null);
      atStart.resumeWaiting();
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

  /** Stops the launches that the library makes alone. Returns false if it cannot be asked. */
  private static boolean stopLibrary() {
    if (!Bridge.isInjected() || !Bridge.control().adoptLibrary()) {
      return false;
    }
    Bridge.control().endFirstLaunches();
    return true;
  }

  /** Launches are the JDK's by now, whatever of this fails. */
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
    connection.prepare(); // launches that fall back tell of an obstacle
    return connection.library() != null;
  }
}
