package io.procex.agent.instrument;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.options.AgentOptions;

/** Puts other options in force in a JVM that has the agent installed. */
final class LaterOptions {
  private final Installation installation;
  private final LaunchingClasses classes;

  LaterOptions(Installation installation, LaunchingClasses classes) {
    this.installation = installation;
    this.classes = classes;
  }

  /** Returns null, or why launches fall back to the JDK. */
  String run(AgentOptions options) throws Exception {
    rewrite(options);
    if (!Bridge.isInjected()) {
      return null; // nothing was launched yet
    }
    installation.injector().inject(options.log().isOn());
    LaunchingClasses.load();
    installation.connection().use(options);
    return installation.connection().prepare();
  }

  private void rewrite(AgentOptions options) throws Exception {
    ProcessTransformer transformer = installation.installed();
    boolean reaperWas = transformer.isReaperRewritten();
    transformer.use(options);
    if (transformer.isReaperRewritten() != reaperWas) {
      classes.retransformReaper();
    }
    installation.recordExits(options.log().isOn());
    installation.tellOfFallbacks(options);
    if (options.areForStart()) {
      installation.openAll();
      LaunchingClasses.load();
    }
    if (!Bridge.isInjected()) {
      classes.retransform(); // helps only if the first launch had no memory
    }
  }
}
