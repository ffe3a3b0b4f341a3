package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.access.CallAgent;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No code of the application speaks for the operator: see {@link CallAgent} for what it tries. */
class ApplicationCallsIT {
  private static final String IN_FORCE = "true denied, echo exit 0";

  private static final String RULES =
      """
      version: 1
      rules:
        - {name: no-true, executable: '/**/true', action: deny}
      default: {action: allow}
      """;

  @TempDir Path directory;
  private Path target;

  /** With the names of all classes of the jar, of those within it, and of the bridge. */
  @BeforeEach
  void listClasses() throws Exception {
    target = Files.createDirectory(directory.resolve("target"));
    Files.writeString(directory.resolve("rules.yaml"), RULES);
    Set<String> files = new TreeSet<>();
    try (JarFile jar = new JarFile(Artifacts.agentJar().toFile())) {
      jar.stream().forEach(entry -> files.add(entry.getName()));
    }
    for (String inner : List.of("agent", "libraries", "command-line")) {
      files.addAll(Artifacts.filesOfInnerJar("META-INF/procex-agent/" + inner + ".jar").keySet());
    }
    List<String> names =
        files.stream()
            .filter(name -> name.endsWith(".class"))
            .map(name -> name.replace('/', '.').replaceAll("\\.class$", ""))
            .toList();
    assertTrue(names.contains("java.lang.ProcexControl"), names::toString);
    Files.write(directory.resolve("classes.txt"), names);
  }

  private HostJvm host(Jdk jdk, String... options) throws IOException {
    Path rules = directory.resolve("rules.yaml");
    String[] all =
        Stream.concat(Stream.of("rules=" + rules, "strict=true"), Stream.of(options))
            .toArray(String[]::new);
    return HostJvm.withAgent(jdk, all)
        .jvm("-javaagent:" + Artifacts.statusAgent())
        .library(directory);
  }

  private void assertNothingHappened(Result result, int classes) throws IOException {
    assertEquals("0", Integer.toString(result.exitCode()), result::toString);
    assertEquals(IN_FORCE, result.line("before "), result::toString);
    assertEquals(IN_FORCE, result.line("after "), result::toString);
    assertEquals("true", result.line("status "), result::toString);
    assertFalse(result.out().contains("leak "), result::toString);
    assertTrue(Integer.parseInt(result.line("classes ")) >= classes, result::toString);
    assertTrue(Integer.parseInt(result.line("calls ")) >= classes, result::toString);
    try (Stream<Path> written = Files.list(target)) {
      assertEquals(List.of(), written.toList());
    }
  }

  @OnEachJdk
  void plainCallsChangeAndReadNothing(Jdk jdk) throws Exception {
    assertNothingHappened(host(jdk).run(CallAgent.class, "public", target.toString()), 20);
  }

  static List<Jdk> whereJavaBaseIsClosed() {
    return Jdk.since(17);
  }

  @ParameterizedTest
  @MethodSource("whereJavaBaseIsClosed")
  void reflectionThatTheJdkAllowsChangesAndReadsNothing(Jdk jdk) throws Exception {
    Result result = host(jdk, "jmx=true").run(CallAgent.class, "private", target.toString());
    assertNothingHappened(result, 20);
  }

  static List<Jdk> withSecurityManager() {
    return Jdk.all().stream().filter(jdk -> jdk.feature() < 24).toList();
  }

  @ParameterizedTest
  @MethodSource("withSecurityManager")
  void underSecurityManagerTheAgentLendsNoRights(Jdk jdk) throws Exception {
    String grants =
        """
        grant codeBase "%s" { permission java.security.AllPermission; };
        grant {
          permission java.io.FilePermission "<<ALL FILES>>", "execute";
          permission java.io.FilePermission "%s/classes.txt", "read";
        };
        """;
    Path policy =
        Files.writeString(
            directory.resolve("policy"), grants.formatted(Artifacts.agentJar().toUri(), directory));
    HostJvm confined =
        host(jdk).jvm("-Djava.security.manager", "-Djava.security.policy==" + policy);
    for (String what : List.of("public", "private")) {
      assertNothingHappened(confined.run(CallAgent.class, what, target.toString()), 10);
    }
  }
}
