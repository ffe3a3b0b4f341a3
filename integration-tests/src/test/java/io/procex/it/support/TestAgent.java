package io.procex.it.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An agent of the tests' own: a class of the hosts with a premain. */
public final class TestAgent {
  private TestAgent() {}

  /**
   * Makes its jar: a manifest that leads to the class and to the libraries it needs.
   *
   * @return the argument of the JVM that loads it
   */
  public static String option(Path directory, Class<?> agent, Path... libraries)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", agent.getName());
    main.putValue("Can-Retransform-Classes", "true");
    main.putValue("Can-Set-Native-Method-Prefix", "true");
    main.putValue("Class-Path", uris(libraries));
    Path jar = directory.resolve(agent.getSimpleName() + ".jar");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    return "-javaagent:" + jar;
  }

  private static String uris(Path... libraries) {
    return Stream.concat(Arrays.stream(libraries), Stream.of(Artifacts.hosts()))
        .map(path -> path.toUri().toString())
        .collect(Collectors.joining(" "));
  }
}
