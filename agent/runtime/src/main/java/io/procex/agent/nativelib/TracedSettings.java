package io.procex.agent.nativelib;

import io.procex.agent.settings.ChildSettings;
import io.procex.agent.settings.TraceBlock;
import io.procex.agent.shared.OwnRights;
import io.procex.agent.trace.PropagatedFields;
import io.procex.agent.trace.TraceContext;

/** Settings of children that get the trace of the thread that launches them, too. */
final class TracedSettings extends LaunchSettings {
  private final TraceBlock traced;

  TracedSettings(ChildSettings settings) {
    super(settings);
    traced = new TraceBlock(super.block());
    TraceContext.prepare();
  }

  @Override
  public byte[] block() {
    PropagatedFields fields = fields();
    return fields == null
        ? super.block()
        : traced.with(fields.parent(), fields.state(), fields.baggage());
  }

  /** A launch never fails because its trace cannot be found. */
  private static PropagatedFields fields() {
    try {
      return OwnRights.areNeeded() ? withOwnRights() : TraceContext.propagated();
    } catch (Exception | LinkageError fault) {
      return null;
    }
  }

  private static PropagatedFields withOwnRights() throws Exception {
    return new OwnRights<PropagatedFields>() {
      @Override
      public PropagatedFields run() {
        return TraceContext.propagated();
      }
    }.call();
  }
}
