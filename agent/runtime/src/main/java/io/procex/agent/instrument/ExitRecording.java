package io.procex.agent.instrument;

import io.procex.agent.sink.UsedByApplication;
import io.procex.agent.start.StartTransformer;

/** Records the ends of children, as long as somebody wants to know of them. */
final class ExitRecording {
  private final Installation installation;

  /** Null as long as nobody does. */
  private ExitTransformer transformer;

  ExitRecording(Installation installation) {
    this.installation = installation;
  }

  /** Begins, continues, or ends. */
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
