package io.procex.agent.instrument;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.diagnostics.Fallbacks;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.start.AtStart;

/** Installs the agent at the start of a JVM with options. */
final class EarlyInstallation {
  private final Installation installation;
  private final AtStart atStart;
  private final LaunchingClasses classes;

  EarlyInstallation(Installation installation, LaunchingClasses classes) {
    this.installation = installation;
    this.classes = classes;
    atStart = installation.atStart();
  }

  /** Returns null. With strict, it may return why launches would not go through the core. */
  String runOrUse(AgentOptions options) throws Exception {
    if (installation.installed() == null) {
      return run(options);
    }
    String obstacle = installation.use(options); // the agent was named twice
    return options.strict() ? obstacle : null;
  }

  private String run(AgentOptions options) throws Exception {
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
      // Seen if another agent has changed the class in a way that cannot be repeated.
      atStart.transformer().resume(null);
      installation.become(State.ABSENT, null);
      atStart.absence("the agent is not installed: " + t);
      atStart.descriptors().release();
      throw t;
    }
  }

  /**
   * Prepares everything that launches need. Problems are reported by the launches that fall back
   * because of them, unless the agent does not even see launches.
   *
   * @return null; with strict, perhaps why launches would not go through the core
   */
  private String prepare(AgentOptions options) throws Exception {
    installation.openAll();
    LaunchingClasses.load();
    String failure = installation.installed().failure();
    if (failure == null) {
      failure = installation.connection().prepare();
    } else if (!Bridge.isInjected() && !options.asked().isEmpty()) {
      Fallbacks.expect(failure); // no launch will report it, since none is seen
    }
    return options.strict() ? failure : null;
  }
}
