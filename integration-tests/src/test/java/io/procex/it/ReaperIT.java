package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.BlockReaper;
import io.procex.hosts.CloseForeignDescriptor;
import io.procex.hosts.DescribeReaper;
import io.procex.hosts.Launch;
import io.procex.hosts.LaunchWatched;
import io.procex.hosts.problems.LaunchProfiled;
import io.procex.hosts.problems.ReapBesideNative;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import io.procex.it.support.Together;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One thread waits for all processes, by pidfd, and nobody can tell. */
@Execution(ExecutionMode.CONCURRENT)
class ReaperIT {
  private static final String WATCHING = "agent log: one thread waits for all processes, by pidfd";

  static List<Jdk> since9() {
    return Jdk.since9();
  }

  private static void assertWatched(Result result) {
    assertTrue(result.out().contains(WATCHING), result::toString);
    assertEquals("", result.err());
  }

  private static String withoutStatus(Result result) {
    return result
        .out()
        .lines()
        .filter(line -> !line.startsWith("agent "))
        .reduce("", (a, b) -> a + b + "\n");
  }

  @OnEachJdk
  void whatBlocksForOneChildHoldsUpNoOther(Jdk jdk) throws Exception {
    Result stock = HostJvm.stock(jdk).run(BlockReaper.class);
    Result agent = HostJvm.withAgent(jdk, "reaper=pidfd").run(BlockReaper.class);
    assertEquals(withoutStatus(stock), withoutStatus(agent));
    assertEquals("4", agent.line("beside a grandchild "));
    assertWatched(agent);
  }

  @ParameterizedTest
  @MethodSource("since9")
  void callbacksRunInThreadsLikeTheJdks(Jdk jdk) throws Exception {
    Result stock = HostJvm.stock(jdk).run(DescribeReaper.class);
    Result agent = HostJvm.withAgent(jdk, "reaper=pidfd").run(DescribeReaper.class);
    assertEquals(stock.out(), agent.out());
    assertEquals(3, agent.out().lines().count());
  }

  @OnEachJdk
  void nativeCodeMayForkAndReapByItself(Jdk jdk) throws Exception {
    Result agent =
        HostJvm.withAgent(jdk, "reaper=pidfd")
            .run(ReapBesideNative.class, Artifacts.neighbour().toString());
    assertEquals("{7=100}", agent.line("java "));
    assertEquals("{7=100}", agent.line("native "));
    assertEquals("100", agent.line("stolen "));
    assertTrue(agent.out().contains(WATCHING), agent::toString);
  }

  @OnEachJdk
  void profilersMayInterruptAllThreads(Jdk jdk) throws Exception {
    String library = Artifacts.neighbour().toString();
    Result stock = HostJvm.stock(jdk).run(LaunchProfiled.class, library);
    Result agent = HostJvm.withAgent(jdk, "reaper=pidfd").run(LaunchProfiled.class, library);
    Result kept =
        HostJvm.withAgent(jdk, "DieWithParent=yes", "required=all")
            .run(LaunchProfiled.class, library);
    for (Result result : List.of(agent, kept)) {
      assertTrue(result.out().contains(WATCHING), result::toString);
      assertEquals(stock.err(), result.err());
      assertEquals(withoutStatus(stock), withoutStatus(result));
      assertTrue(result.line("agent ").endsWith(", 0 fallbacks"), result::toString);
    }
    assertEquals(7, stock.out().lines().filter(line -> !line.startsWith("agent ")).count());
  }

  static Stream<Arguments> refusals() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of("pidfd_open=ENOSYS", "pidfd_open=EPERM", "epoll_create1=EPERM")
                    .map(rule -> Arguments.of(jdk, rule)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void withoutPidfdTheJdksThreadsWait(Jdk jdk, String rule) throws Exception {
    Result result =
        HostJvm.withAgent(jdk)
            .by(Artifacts.fault().toString(), rule, "--")
            .run(Launch.class, "sh", "-c", "exit 7");
    assertEquals("7", result.line("exit "));
    result.assertLaunchedByCore(1);
    String reason = result.line("agent log: the JDK's threads wait for processes: ");
    assertEquals(
        "pidfd does not report process exits: " + (rule.endsWith("EPERM") ? "EPERM" : "ENOSYS"),
        reason);
    assertEquals("", result.err());
  }

  static Stream<Arguments> crowds() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, 700, 40),
                    Arguments.of(jdk, 1000, 20),
                    Arguments.of(jdk, 1245, 0)));
  }

  /** Of a limit of 1,280: a sixty-fourth in the last quarter, none in the last thirty-second. */
  @ParameterizedTest
  @MethodSource("crowds")
  void whereDescriptorsRunShortTheJdksThreadsWaitForMost(Jdk jdk, int open, int watched)
      throws Exception {
    Result result =
        HostJvm.withAgent(jdk, "reaper=pidfd")
            .by("prlimit", "--nofile=1280:1280")
            .run(LaunchWatched.class, Integer.toString(open), "40");
    assertEquals(Integer.toString(watched), result.line("pidfds "), result::toString);
    assertEquals("40", result.line("ended "));
    result.assertLaunchedByCore(41);
    assertWatched(result);
  }

  /** All at once: each JVM finds it within five seconds, which is how often it is looked. */
  @ParameterizedTest
  @ValueSource(strings = {"anon_inode:[pidfd]", "anon_inode:[eventpoll]"})
  void descriptorsThatOtherCodeClosesLoseNoChild(String kind) throws Exception {
    List<Callable<Result>> hosts =
        Jdk.all().stream().map(jdk -> (Callable<Result>) () -> withoutOne(kind, jdk)).toList();
    for (Result result : Together.run(hosts)) {
      assertEquals("1", result.line("closed "), result::toString);
      assertEquals("0", result.line("exit "), result::toString);
      assertEquals("4", result.line("another "), result::toString);
      assertEquals("", result.err());
    }
  }

  private static Result withoutOne(String kind, Jdk jdk) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, "reaper=pidfd");
    if (jdk.feature() > 8) {
      host.jvm("--add-opens", "java.base/java.io=ALL-UNNAMED");
    }
    return host.run(CloseForeignDescriptor.class, kind);
  }
}
