package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.hosts.StrangeJdkAgent;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.NotStarted;
import io.procex.it.support.Result;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;

/** A JDK whose ProcessImpl does not look as expected is left alone. */
class UnknownJdkIT {
  @TempDir Path directory;

  /** An agent that stands before ours on the command line, and whose classes lie elsewhere. */
  private Path strangeJdkAgent() throws Exception {
    Path asm =
        Path.of(ClassReader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", StrangeJdkAgent.class.getName());
    main.putValue("Class-Path", asm.toUri() + " " + Artifacts.hosts().toUri());
    Path jar = directory.resolve("strange.jar");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    return jar;
  }

  private HostJvm strange(Jdk jdk, String... options) throws Exception {
    String suffix = options.length == 0 ? "" : "=" + String.join(",", options);
    return HostJvm.stock(jdk)
        .jvm("-javaagent:" + strangeJdkAgent(), "-javaagent:" + Artifacts.agentJar() + suffix);
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void launchesStayWithTheJdkAndTheReasonIsKept(Jdk jdk) throws Exception {
    Result result = strange(jdk).run(Launch.class, "/bin/true");
    assertEquals("0", result.line("exit "), result.toString());
    assertEquals("", result.err());
    assertEquals("no launch was attempted, 0 failed, 0 declined", result.line("agent "));
    assertTrue(result.out().contains("calls forkAndExec in 2 known places"), result.toString());
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void strictEndsTheStart(Jdk jdk) throws Exception {
    Result result = strange(jdk, "strict=true").run(Launch.class, "/bin/true");
    NotStarted.check(jdk, result, "calls forkAndExec in 2 known places");
  }
}
