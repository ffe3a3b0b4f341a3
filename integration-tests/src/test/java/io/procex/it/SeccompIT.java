package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import io.procex.it.support.UnwrittenMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Containers and sandboxes whose seccomp profile refuses a call that the core makes. */
@Execution(ExecutionMode.CONCURRENT)
class SeccompIT {
  /** Of profiles and of old kernels; the core does not tell one from the other. */
  private static final List<String> REFUSALS = List.of("EPERM", "ENOSYS", "EINVAL");

  private static HostJvm under(HostJvm host, String... rules) {
    List<String> command = new ArrayList<>(List.of(Artifacts.fault().toString()));
    command.addAll(List.of(rules));
    command.add("--");
    return UnwrittenMemory.fill(host.by(command.toArray(String[]::new)));
  }

  private static Result report(HostJvm host) throws Exception {
    Result result = host.run(Launch.class, Artifacts.reportChild().toString());
    assertEquals("", result.err());
    return result;
  }

  static Stream<Arguments> refusedCloseRange() {
    return Jdk.some().stream()
        .flatMap(jdk -> REFUSALS.stream().map(error -> Arguments.of(jdk, error)));
  }

  @ParameterizedTest
  @MethodSource("refusedCloseRange")
  void refusedCloseRangeLeavesTheWalkOfProc(Jdk jdk, String error) throws Exception {
    Result result = report(under(HostJvm.withAgent(jdk), "close_range=" + error));
    assertEquals("0 1 2", result.line("out fds "));
    assertEquals("1 proc-walk, 0 failed, 0 fallbacks", result.line("agent "));
    assertTrue(
        result.out().contains("log: shared-table refused: step table, " + error),
        result.toString());
  }

  @ParameterizedTest
  @MethodSource("refusedCloseRange")
  void refusedFlagAloneLeavesThePrivateTable(Jdk jdk, String error) throws Exception {
    Result result = report(under(HostJvm.withAgent(jdk), "close_range:2:2=" + error));
    assertEquals("0 1 2", result.line("out fds "));
    assertEquals("1 close-range, 0 failed, 0 fallbacks", result.line("agent "));
    assertTrue(
        result.out().contains("log: shared-table refused: step table, " + error),
        result.toString());
  }

  static Stream<Arguments> faultsOfTheLaunch() {
    List<List<String>> faults =
        List.of(
            List.of("clone3=ENOSYS", "clone:0:0x4000=EAGAIN"),
            List.of("clone3=ENOSYS", "clone:0:0x4000=ENOMEM"),
            List.of("clone3=ENOSYS", "clone:0:0x4000=EPERM"),
            List.of("pipe2=EPERM", "pipe=EPERM"));
    return Jdk.some().stream()
        .flatMap(jdk -> faults.stream().map(fault -> Arguments.of(jdk, fault)));
  }

  /** The lines that tell what became of the launch, but for what the child inherited. */
  private static List<String> fate(Result result) {
    return result
        .out()
        .lines()
        .filter(line -> !line.startsWith("agent ") && !line.startsWith("out "))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("faultsOfTheLaunch")
  void whatTheCoreCannotDoEndsAsInTheStockJdk(Jdk jdk, List<String> rules) throws Exception {
    String[] faults = rules.toArray(String[]::new);
    Result with = report(under(HostJvm.withAgent(jdk), faults));
    Result without = report(under(HostJvm.stock(jdk), faults));
    assertEquals(fate(without), fate(with), with.toString());
    assertEquals("0 failed, 1 fallbacks", with.line("agent "), with.toString());
    assertTrue(with.out().contains("agent fallbacks 1: "), with.toString());
  }

  static Stream<Arguments> exhaustedDescriptors() {
    return Jdk.some().stream()
        .flatMap(jdk -> Stream.of("EMFILE", "ENFILE").map(error -> Arguments.of(jdk, error)));
  }

  @ParameterizedTest
  @MethodSource("exhaustedDescriptors")
  void launchWithoutDescriptorsFailsInTheJdksWords(Jdk jdk, String error) throws Exception {
    String[] faults = {"pipe2=" + error, "pipe=" + error};
    Result with = report(under(HostJvm.withAgent(jdk), faults));
    Result without = report(under(HostJvm.stock(jdk), faults));
    assertEquals(fate(without), fate(with), with.toString());
    assertEquals("1 failed, 0 fallbacks", with.line("agent "), with.toString());
  }

  @OnSomeJdks
  void refusedClone3AloneChangesNothing(Jdk jdk) throws Exception {
    Result result = report(under(HostJvm.withAgent(jdk), "clone3=ENOSYS"));
    assertEquals("", result.line("out blocked"));
    result.assertLaunchedByCore(1);
  }
}
