package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.EndJvm;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * At its end HotSpot waits up to 300 ms for threads in native code. It finds none of the agent's,
 * which a library in the host tells when it calls exit(3): see native/tests/preload.
 */
class EndOfJvmIT {
  private static final String WATCHING = "agent log: one thread waits for all processes, by pidfd";

  @TempDir Path directory;

  private static HostJvm telling(HostJvm host) {
    return host.env("LD_PRELOAD", Artifacts.preloaded("threads_at_exit"));
  }

  private static List<String> inNativeCode(Result result) {
    assertTrue(result.out().endsWith("threads told\n"), result::toString);
    return result.out().lines().filter(line -> line.startsWith("in native code")).toList();
  }

  static Stream<Arguments> ways() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.concat(waysOfAll(jdk), jdk.feature() == 8 ? Stream.of() : waysSince9(jdk)));
  }

  private static Stream<Arguments> waysOfAll(Jdk jdk) {
    return Stream.of(
        Arguments.of(jdk, "main", "nothing", 0),
        Arguments.of(jdk, "exit", "nothing", 3),
        Arguments.of(jdk, "halt", "nothing", 3),
        Arguments.of(jdk, "signal", "nothing", 143),
        Arguments.of(jdk, "main", "child", 0));
  }

  private static Stream<Arguments> waysSince9(Jdk jdk) {
    return Stream.of(
        Arguments.of(jdk, "halt", "pending", 3),
        Arguments.of(jdk, "exit", "another's", 3),
        Arguments.of(jdk, "callback", "child", 3));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void noThreadIsWaitedFor(Jdk jdk, String way, String meanwhile, int code) throws Exception {
    Result result = telling(HostJvm.withAgent(jdk)).run(EndJvm.class, way, meanwhile);
    assertEquals(List.of(), inNativeCode(result));
    assertEquals(code, result.exitCode());
    assertTrue(result.out().contains(WATCHING), result::toString);
    assertEquals("", result.err());
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void norIsOneThatHasWrittenRecords(Jdk jdk) throws Exception {
    Path log = directory.resolve("log");
    Result result =
        telling(HostJvm.withAgent(jdk, "log=" + log, "jmx=true"))
            .run(EndJvm.class, "exit", "child");
    assertEquals(List.of(), inNativeCode(result));
    long records =
        Files.readAllLines(log).stream().filter(line -> line.contains("process.pid")).count();
    assertEquals(3, records, "two launches and an exit");
  }

  /** So what is looked at tells something. */
  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void theJdksIsWhileAChildLives(Jdk jdk) throws Exception {
    Result result = telling(HostJvm.stock(jdk)).run(EndJvm.class, "main", "child");
    assertEquals(1, inNativeCode(result).size(), result::toString);
  }
}
