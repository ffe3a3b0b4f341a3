package io.procex.agent.instrument;

import io.procex.agent.nativelib.LowDescriptors;
import io.procex.agent.options.AgentOptions;
import java.lang.instrument.Instrumentation;

/** Installs the agent: the order of things, top to bottom. */
public final class AgentInstaller {
  private AgentInstaller() {}

  /**
   * Installs the transformer. With strict everything is prepared and tested at once; otherwise at
   * the first launch.
   *
   * @return null, or why launches would not go through the core (with strict only)
   */
  public static String install(Instrumentation instrumentation, AgentOptions options)
      throws Exception {
    LowDescriptors.reserve();
    ForkAndExecTransformer transformer = new ForkAndExecTransformer(instrumentation, options);
    instrumentation.addTransformer(transformer, true);
    Class<?> loaded = findLoaded(instrumentation);
    if (loaded != null) {
      instrumentation.retransformClasses(loaded);
    }
    return options.strict() ? prepareNow(transformer) : null;
  }

  private static Class<?> findLoaded(Instrumentation instrumentation) {
    String name = ForkAndExecCallSite.OWNER.replace('/', '.');
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getName().equals(name) && type.getClassLoader() == null) {
        return type;
      }
    }
    return null;
  }

  private static String prepareNow(ForkAndExecTransformer transformer) throws Exception {
    Class.forName(ForkAndExecCallSite.OWNER.replace('/', '.'), false, null);
    String failure = transformer.failure();
    return failure == null ? BridgeConnection.prepare() : failure;
  }
}
