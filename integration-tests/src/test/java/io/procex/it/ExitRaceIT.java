package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.RaceForExits;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to learn of a child's end, from many threads, while children are destroyed.
 * -Dprocex.test.races=100000 makes it a soak test.
 */
class ExitRaceIT {
  private static final int LAUNCHES = Integer.getInteger("procex.test.races", 1_600);
  private static final int THREADS = 32;

  static Stream<Arguments> ways() {
    return Stream.concat(Jdk.some().stream(), Jdk.of(25).stream())
        .distinct()
        .flatMap(
            jdk ->
                kinds(jdk).stream()
                    .flatMap(
                        kind ->
                            Stream.of("pidfd", "jdk")
                                .map(reaper -> Arguments.of(jdk, kind, reaper))));
  }

  private static List<String> kinds(Jdk jdk) {
    return jdk.feature() < 21 ? List.of("platform") : List.of("platform", "virtual");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void noEndIsLost(Jdk jdk, String kind, String reaper) throws Exception {
    Result result =
        HostJvm.withAgent(jdk, "reaper=" + reaper)
            .bothCompilers()
            .within(120 + LAUNCHES / 100)
            .run(RaceForExits.class, kind, "" + THREADS, "" + LAUNCHES);
    assertAll(
        () -> assertEquals("", result.err()),
        () -> assertEquals("{}", result.line("wrong ")),
        () -> assertEquals("{}", result.line("children ")),
        () -> assertEquals("{}", result.line("left open ")),
        () -> assertEquals("[]", result.line("new threads ")),
        () -> assertTrue(result.line("agent ").endsWith(", 0 failed, 0 fallbacks"), result.out()));
  }
}
