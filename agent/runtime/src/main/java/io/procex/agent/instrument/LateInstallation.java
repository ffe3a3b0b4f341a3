package io.procex.agent.instrument;

import io.procex.agent.options.AgentOptions;
import io.procex.agent.start.StartTransformer;

/**
 * Installs the agent in a JVM that is running. Everything is prepared before the one call is
 * rewritten, so that a launch in another thread meets either the JDK's own code or a core that is
 * ready.
 */
final class LateInstallation {
  private final Installation installation;
  private final StartTransformer atStart;
  private final LaunchingClasses classes;

  LateInstallation(Installation installation, LaunchingClasses classes) {
    this.installation = installation;
    this.classes = classes;
    atStart = installation.atStart();
  }

  /** Installs the agent. Returns null, or why that failed; then nothing has changed. */
  String run(AgentOptions options) throws Exception {
    atStart.register(); // who comes after this one finds what it leaves
    installation.openAll();
    // Before all else. What follows takes locks that the first launch, in the transformer, waits
    // for while this class is being loaded; so it must not have to be loaded by then.
    LaunchingClasses.load();
    String obstacle;
    try {
      obstacle = prepareAndAdd(options);
    } catch (Throwable t) {
      obstacle = t.toString();
    }
    if (obstacle != null) {
      abandon();
      installation.tellOfFallbacks(AgentOptions.byDefault()); // who attaches is told
      atStart.absence("the agent could not be attached: " + obstacle);
    }
    return obstacle;
  }

  /** Undoes an attachment that has failed, as far as possible. */
  private void abandon() throws Exception {
    if (installation.detach() != null) { // which has put the transformer back
      atStart.resume(null);
      installation.forgetAll();
    }
  }

  private String prepareAndAdd(AgentOptions options) throws Exception {
    installation.tellOfFallbacks(options);
    installation.injector().inject(options.log().isOn());
    ProcessTransformer transformer = new ProcessTransformer(installation, options);
    installation.add(transformer);
    classes.retransform(); // for the reaper, which the preparation looks for
    installation.recordExits(options.log().isOn());
    atStart.descriptors().reserve();
    installation.connection().use(options);
    String obstacle = installation.connection().prepare();
    if (obstacle != null) {
      return obstacle;
    }
    transformer.begin();
    classes.retransform();
    return transformer.failure();
  }
}
