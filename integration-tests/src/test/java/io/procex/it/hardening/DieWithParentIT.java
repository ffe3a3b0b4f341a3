package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.LaunchAndStay;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import java.io.BufferedReader;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Children that end with the JVM, and not with the thread that launched them. */
class DieWithParentIT {
  private static final int CHILDREN = 100;

  static Stream<Arguments> threads() {
    Stream<Arguments> platform = Jdk.all().stream().map(jdk -> Arguments.of(jdk, "platform"));
    Stream<Arguments> virtual = Jdk.since(21).stream().map(jdk -> Arguments.of(jdk, "virtual"));
    return Stream.concat(platform, virtual);
  }

  /** All children hold the host's stdout, so that its end is the end of all of them. */
  @ParameterizedTest
  @MethodSource("threads")
  void hundredChildrenOutliveTheirThreadsAndEndWithTheKilledJvm(Jdk jdk, String kind)
      throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, "DieWithParent=yes", "required=all");
    Process process = host.start(LaunchAndStay.class, kind, Integer.toString(CHILDREN));
    try (BufferedReader out = process.inputReader()) {
      assertEquals("answers " + CHILDREN, out.readLine());
      process.destroyForcibly();
      String rest = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), out::readLine);
      assertEquals(null, rest);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
