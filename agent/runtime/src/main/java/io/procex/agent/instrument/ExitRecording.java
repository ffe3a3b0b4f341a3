package io.procex.agent.instrument;

import io.procex.agent.sink.UsedByApplication;
import io.procex.agent.start.StartTransformer;

/** Has the ends of children recorded, where somebody wants to know of them. */
final class ExitRecording {
  private final Installation installation;

  /** Null where nobody does. */
  private ExitTransformer transformer;

  ExitRecording(Installation installation) {
    this.installation = installation;
  }

  /** Begins, goes on, or ends. */
  void record(boolean wanted) {
    if (wanted) {
      StartTransformer atStart = installation.atStart();
      UsedByApplication.watch(atStart.instrumentation(), atStart.checksJni());
    }
    if (wanted && transformer == null) {
      transformer = ExitTransformer.install(installation);
    } else if (!wanted && transformer != null) {
      transformer.remove();
      transformer = null;
    }
  }
}
