package io.procex.agent.instrument;

import io.procex.agent.sink.UsedByApplication;
import io.procex.agent.start.AtStart;

/** Records the ends of children while diagnostics ask for them. */
final class ExitRecording {
  private final Installation installation;

  /** Null while ends are not recorded. */
  private ExitTransformer transformer;

  ExitRecording(Installation installation) {
    this.installation = installation;
  }

  /** Starts or stops recording, or leaves it as it is. */
  void record(boolean wanted) {
    if (wanted) {
      AtStart atStart = installation.atStart();
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
