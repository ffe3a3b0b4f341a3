package io.procex.it.differential;

import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an observer runs: its JDK, and a directory with what a variant needs beside it. */
record ObservedPlace(Jdk jdk, Path directory) {
  private static final Pattern LEAST_STACK = Pattern.compile("at least (\\d+)k");

  /** The least stack that the JVM accepts, as it says itself. */
  String leastStack() throws Exception {
    String refusal = Variant.refusal(jdk, "-Xss1k");
    Matcher matcher = LEAST_STACK.matcher(refusal);
    if (!matcher.find()) {
      throw new AssertionError(jdk + " names no least stack size: " + refusal);
    }
    return "-Xss" + matcher.group(1) + "k";
  }

  /** Options for a security manager under which the application may do little but launch. */
  String[] securityManager() throws IOException {
    Path policy = directory.resolve("policy");
    String trusted = "grant codeBase \"file:%s\" { permission java.security.AllPermission; };\n";
    Files.writeString(
        policy,
        String.format(trusted, Artifacts.agentJar())
            + String.format(trusted, Artifacts.library("jackson-core"))
            + applicationPolicy());
    return new String[] {"-Djava.security.manager", "-Djava.security.policy==" + policy};
  }

  private static String applicationPolicy() throws IOException {
    try (InputStream policy = ObservedPlace.class.getResourceAsStream("/application.policy")) {
      return new String(policy.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  Path modules() throws IOException {
    return HostModules.make(directory.resolve("modules"));
  }

  /** An image of java.base and what the flag -javaagent needs, without any other module. */
  Path image() throws Exception {
    Path image = directory.resolve("image-" + jdk.feature());
    if (!Files.exists(image)) {
      Process jlink =
          new ProcessBuilder(
                  jdk.home().resolve("bin/jlink").toString(),
                  "--add-modules=java.base,java.instrument",
                  "--output=" + image)
              .redirectErrorStream(true)
              .start();
      String output = new String(jlink.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (jlink.waitFor() != 0) {
        throw new IOException("jlink: " + output);
      }
    }
    return image;
  }
}
