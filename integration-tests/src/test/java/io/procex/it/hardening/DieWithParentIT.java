package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.procex.hosts.LaunchAndStay;
import io.procex.hosts.LaunchReniced;
import io.procex.hosts.problems.LaunchBesideHanging;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.MountNamespace;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.io.BufferedReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Children that end with the JVM, and not with the thread that launched them. */
class DieWithParentIT {
  private static final int CHILDREN = 100;

  static Stream<Arguments> threads() {
    Stream<Arguments> platform = Jdk.one().stream().map(jdk -> Arguments.of(jdk, "platform"));
    Stream<Arguments> virtual = Jdk.of(25).stream().map(jdk -> Arguments.of(jdk, "virtual"));
    return Stream.concat(platform, virtual);
  }

  @OnOneJdk
  void childHasNiceValueAndProcessorsOfItsLaunchingThreadAsOnTheStockJdk(Jdk jdk) throws Exception {
    Result stock = HostJvm.stock(jdk).run(LaunchReniced.class);
    Result agent =
        HostJvm.withAgent(jdk, "DieWithParent=yes", "required=all").run(LaunchReniced.class);
    // The tests may run at any nice value themselves.
    assertTrue(
        stock.out().matches("(\\d+ on .+) of the reniced thread, (?!\\1 )\\d+ on .+ of another\n"),
        stock::toString);
    assertEquals(stock.out(), agent.out());
  }

  @ParameterizedTest
  @MethodSource("threads")
  void hundredChildrenOutliveTheirThreadsAndEndWithTheKilledJvm(Jdk jdk, String kind)
      throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, "DieWithParent=yes", "required=all");
    Process process = host.start(LaunchAndStay.class, kind, Integer.toString(CHILDREN));
    List<ProcessHandle> children = List.of();
    try (BufferedReader out = process.inputReader()) {
      assertEquals("answers " + CHILDREN, out.readLine());
      children = process.children().toList();
      assertEquals(CHILDREN, children.size());
      process.destroyForcibly().waitFor();
      for (ProcessHandle child : children) {
        child.onExit().get(20, TimeUnit.SECONDS);
      }
    } finally {
      children.forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Their exec waits for a file server that never answers: a FUSE mount that nobody serves. */
  @OnOneJdk
  void launchesThatHangHoldNoOtherUp(Jdk jdk) throws Exception {
    MountNamespace.assumePossible();
    String hang =
        "command exec 3<>/dev/fuse"
            + " && mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 none /mnt"
            + " || { echo impossible; exit; }; exec \"$@\"";
    Result result =
        HostJvm.withAgent(jdk, "DieWithParent=yes", "required=all")
            .by("unshare", "-m", "sh", "-c", hang, "sh")
            .within(60)
            .run(LaunchBesideHanging.class, "/mnt/program", "17");
    assumeFalse(result.out().equals("impossible\n"), "no FUSE here");
    assertEquals("0", result.line("exit "), result::toString);
  }
}
