package io.procex.hosts;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Attaches a second copy of the agent, in a class loader of its own, to a JVM that has launched by
 * the first: as a jar that bundles the agent might do. As an agent it takes the path of the jar.
 */
public final class SecondCopyAgent {
  private static Instrumentation instrumentation;
  private static String jar;

  private SecondCopyAgent() {}

  public static void premain(String path, Instrumentation given) {
    instrumentation = given;
    jar = path;
  }

  public static void main(String[] command) throws Exception {
    new ProcessBuilder("true").start().waitFor();
    URL[] urls = {new File(jar).toURI().toURL()};
    ClassLoader loader = new URLClassLoader(urls, null);
    loader
        .loadClass("io.procex.agent.AgentMain")
        .getMethod("agentmain", String.class, Instrumentation.class)
        .invoke(null, "", instrumentation);
    Object status =
        loader
            .loadClass("io.procex.agent.AgentStatus")
            .getMethod("describe", Instrumentation.class)
            .invoke(null, instrumentation);
    System.out.println("second " + status);
    Launch.main(command);
  }
}
