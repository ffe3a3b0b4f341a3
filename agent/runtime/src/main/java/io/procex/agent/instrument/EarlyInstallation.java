package io.procex.agent.instrument;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.diagnostics.Fallbacks;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.start.StartTransformer;

/** Installs the agent at the start of a JVM with options. */
final class EarlyInstallation {
  private final Installation installation;
  private final StartTransformer atStart;
  private final LaunchingClasses classes;

  EarlyInstallation(Installation installation, LaunchingClasses classes) {
    this.installation = installation;
    this.classes = classes;
    atStart = installation.atStart();
  }

  /** Returns null, or, with strict, why launches would not go through the core. */
  String run(AgentOptions options) throws Exception {
    installation.tellOfFallbacks(options);
    atStart.descriptors().reserve();
    start(options);
    installation.recordExits(options.log().isOn());
    return options.areForStart() ? prepare(options) : null;
  }

  private void start(AgentOptions options) throws Exception {
    ProcessTransformer transformer = new ProcessTransformer(installation, options);
    transformer.begin();
    installation.add(transformer);
    try {
      classes.retransform();
      atStart.absence(null);
    } catch (Throwable t) {
      // Seen where another agent has changed the class in a way that cannot be repeated.
      atStart.resume(null);
      installation.become(State.ABSENT, null);
      atStart.absence("the agent is not installed: " + t);
      atStart.descriptors().release();
      throw t;
    }
  }

  /**
   * Prepares all that launches may need. What goes wrong is reported by the launches that fall back
   * for it, if the agent sees launches at all.
   *
   * @return null, or, with strict, why launches would not go through the core
   */
  private String prepare(AgentOptions options) throws Exception {
    installation.openAll();
    LaunchingClasses.load();
    String failure = installation.installed().failure();
    if (failure == null) {
      failure = installation.connection().prepare();
    } else if (!Bridge.isInjected() && !options.asked().isEmpty()) {
      Fallbacks.expect(failure); // as it was not before, where there was no memory
    }
    return options.strict() ? failure : null;
  }
}
