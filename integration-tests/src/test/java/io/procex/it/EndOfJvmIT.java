package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.EndJvm;
import io.procex.hosts.LaunchOnceLogged;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * At its end HotSpot waits up to 300 ms for threads in native code. It finds none of the agent's,
 * which a library in the host tells when it calls exit(3): see native/tests/preload.
 */
@Execution(ExecutionMode.CONCURRENT)
class EndOfJvmIT {
  private static final String WATCHING = "agent log: one thread waits for all processes, by pidfd";

  private static final String LAUNCH = "\"event.name\":\"launch\"";
  private static final String EXIT = "\"event.name\":\"exit\"";
  private static final Predicate<String> MAKES_RECORDS =
      Pattern.compile("io\\.procex\\.agent\\.(record|sink|caller|shaded)\\.").asPredicate();

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
    for (String options : List.of("", "reaper=pidfd")) {
      boolean byTheJdk =
          options.isEmpty() && jdk.feature() > 8 && List.of("child", "pending").contains(meanwhile);
      String[] arguments =
          byTheJdk ? new String[] {way, meanwhile, "awaited"} : new String[] {way, meanwhile};
      Result result = telling(HostJvm.withAgent(jdk, options)).run(EndJvm.class, arguments);
      assertEquals(byTheJdk ? 1 : 0, inNativeCode(result).size(), result::toString);
      assertEquals(code, result.exitCode());
      assertTrue(result.out().contains(WATCHING), result::toString);
      assertEquals("", result.err());
    }
  }

  static Stream<Arguments> waysWithRecords() {
    return Jdk.all().stream()
        .flatMap(jdk -> Stream.of("main", "exit", "signal").map(way -> Arguments.of(jdk, way)));
  }

  @ParameterizedTest
  @MethodSource("waysWithRecords")
  void norIsOneThatHasWrittenRecords(Jdk jdk, String way) throws Exception {
    Path log = directory.resolve("log");
    Result result =
        telling(HostJvm.withAgent(jdk, "log=" + log, "jmx=true")).run(EndJvm.class, way, "child");
    assertEquals(List.of(), inNativeCode(result));
    assertTrue(recorded(log, LAUNCH) >= 2, "the signal may come before its sender is recorded");
    assertTrue(recorded(log, EXIT) >= 1, "the first has ended");
  }

  private static long recorded(Path log, String what) throws Exception {
    return Files.readAllLines(log).stream().filter(line -> line.contains(what)).count();
  }

  /** They would be loaded while the JVM waits, at its end, for the records of its first launch. */
  @OnEachJdk
  void whatMakesRecordsIsThereBeforeTheFirstLaunchIsMade(Jdk jdk) throws Exception {
    Path log = directory.resolve("log");
    HostJvm prepared = HostJvm.withAgent(jdk, "log=" + log, "strict=true");
    Result result = prepared.jvm("-verbose:class").run(LaunchOnceLogged.class, log.toString());
    String after = result.out().substring(result.out().indexOf(LaunchOnceLogged.BEGIN));
    assertEquals(1, recorded(log, LAUNCH));
    assertEquals(1, recorded(log, EXIT));
    assertTrue(after.contains("io.procex.agent.diagnostics.LaunchCapture"), result::toString);
    assertEquals(List.of(), after.lines().filter(MAKES_RECORDS).toList());
  }

  /** So what is looked at tells something. */
  @OnEachJdk
  void theJdksIsWhileAChildLives(Jdk jdk) throws Exception {
    Result result = telling(HostJvm.stock(jdk)).run(EndJvm.class, "main", "child", "awaited");
    assertEquals(1, inNativeCode(result).size(), result::toString);
  }
}
