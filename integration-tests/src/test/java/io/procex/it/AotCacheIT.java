package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.DescribeReaper;
import io.procex.hosts.Launch;
import io.procex.hosts.Status;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An AOT cache of an application that launches: the launching class is there from the start. */
class AotCacheIT {
  private static final int FIRST_WITH_ONE_STEP = 25; // JEP 514

  @TempDir Path directory;

  static Stream<Jdk> jdks() {
    return Jdk.all().stream().filter(jdk -> jdk.feature() >= FIRST_WITH_ONE_STEP);
  }

  private Path application() throws Exception {
    Path jar = directory.resolve("application.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Class<?> type : List.of(Launch.class, Status.class, DescribeReaper.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        entries.putNextEntry(new ZipEntry(name));
        entries.write(Files.readAllBytes(Artifacts.hosts().resolve(name)));
      }
    }
    return jar;
  }

  private Result run(Jdk jdk, Path jar, List<String> flags, Class<?> main, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(jdk.home().resolve("bin/java").toString()));
    command.add("-XX:+UseSerialGC");
    command.addAll(flags);
    command.addAll(List.of("-cp", jar.toString(), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    int exit = process.waitFor();
    return new Result(exit, Files.readAllBytes(out), Files.readAllBytes(err));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void nothingIsPreparedBeforeALaunchAndAllIsForTheFirst(Jdk jdk) throws Exception {
    Path jar = application();
    Path cache = directory.resolve("cache.aot");
    List<String> training = List.of("--add-modules=java.instrument", "-XX:AOTCacheOutput=" + cache);
    run(jdk, jar, training, Launch.class, "/bin/true");
    assumeTrue(Files.exists(cache), "this JDK makes no AOT cache");
    String agent = "-javaagent:" + Artifacts.agentJar();
    List<String> flags =
        List.of("-XX:AOTCache=" + cache, agent, "-javaagent:" + Artifacts.statusAgent());
    List<String> verbose = List.of("-XX:AOTCache=" + cache, agent, "-Xlog:class+load");

    Result idle = run(jdk, jar, verbose, Status.class);
    assertTrue(idle.out().contains(" io.procex.agent.AgentMain "), idle::toString);
    assertTrue(!idle.out().contains(" java.lang.ProcexDispatcher "), idle::toString);
    assertTrue(!idle.out().contains(" io.procex.agent.shaded.asm."), idle::toString);

    Result launch = run(jdk, jar, flags, Launch.class, "/bin/true");
    assertEquals("1 shared-table, 0 failed, 0 declined", launch.line("agent "), launch::toString);
    assertEquals("", launch.err());
    List<String> options = List.of(flags.get(0));
    Result stock = run(jdk, jar, options, Launch.class, "/no/such");
    Result failed = run(jdk, jar, flags, Launch.class, "/no/such");
    assertEquals(stock.line("exception "), failed.line("exception "));
    assertTrue(failed.out().contains("pidfd"), failed::toString);

    Path rules =
        Files.writeString(directory.resolve("deny"), "version: 1\ndefault: {action: deny}\n");
    List<String> ruled = List.of(flags.get(0), agent + "=rules=" + rules);
    Result denied = run(jdk, jar, ruled, Launch.class, "/bin/true");
    assertTrue(denied.line("exception ").contains("Permission denied"), denied::toString);
  }
}
