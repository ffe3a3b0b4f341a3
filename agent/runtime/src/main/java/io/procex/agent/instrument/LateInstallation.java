package io.procex.agent.instrument;

import io.procex.agent.options.AgentOptions;
import io.procex.agent.start.AtStart;

/**
 * Installs the agent in a JVM that is running. Everything is prepared before the call is rewritten,
 * so that a launch in another thread finds either the JDK's own code or a core that is ready.
 */
final class LateInstallation {
  private final Installation installation;
  private final AtStart atStart;
  private final LaunchingClasses classes;

  LateInstallation(Installation installation, LaunchingClasses classes) {
    this.installation = installation;
    this.classes = classes;
    atStart = installation.atStart();
  }

  /** Installs the agent. Returns null, or why that failed; in that case nothing has changed. */
  String run(AgentOptions options) throws Exception {
    atStart.transformer().register(); // so that a later attachment finds this one
    installation.openAll();
    // The code below takes locks. A first launch waits for them in the transformer, while its class
    // is being loaded. So the class must be there before: nothing below may wait for it.
    LaunchingClasses.load();
    String obstacle;
    try {
      obstacle = prepareAndAdd(options);
    } catch (Throwable t) {
      obstacle = t.toString();
    }
    if (obstacle != null) {
      abandon();
      installation.tellOfFallbacks(AgentOptions.byDefault()); // the caller reports it
      atStart.absence("the agent could not be attached: " + obstacle);
    }
    return obstacle;
  }

  /** Undoes an attachment that has failed, as far as possible. */
  private void abandon() throws Exception {
    if (installation.detach() != null) { // detach has put the transformer back
      atStart.transformer().resume(null);
      installation.forgetAll();
    }
  }

  private String prepareAndAdd(AgentOptions options) throws Exception {
    installation.tellOfFallbacks(options);
    installation.injector().inject(options.log().isOn());
    ProcessTransformer transformer = new ProcessTransformer(installation, options);
    installation.add(transformer);
    classes.retransform(); // rewrites the reaper's class, which the preparation checks
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
