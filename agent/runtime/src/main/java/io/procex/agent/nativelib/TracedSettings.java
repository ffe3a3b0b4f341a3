package io.procex.agent.nativelib;

import io.procex.agent.settings.ChildSettings;
import io.procex.agent.settings.TraceBlock;
import io.procex.agent.shared.OwnRights;
import io.procex.agent.trace.TraceContext;
import io.procex.agent.trace.TraceVariables;
import java.util.Collections;
import java.util.Map;

/** Settings of children that get the trace of the thread that launches them, too. */
final class TracedSettings extends LaunchSettings {
  TracedSettings(ChildSettings settings) {
    super(settings);
  }

  @Override
  public byte[] block() {
    return TraceBlock.add(super.block(), TraceVariables.of(context()));
  }

  private static Map<String, String> context() {
    if (!OwnRights.areNeeded()) {
      return TraceContext.propagated();
    }
    try {
      return new OwnRights<Map<String, String>>() {
        @Override
        public Map<String, String> run() {
          return TraceContext.propagated();
        }
      }.call();
    } catch (Exception impossible) {
      return Collections.emptyMap(); // the work throws none
    }
  }
}
