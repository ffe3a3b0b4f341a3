package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.hosts.ListDescriptors;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With enabled=false, in whichever way it is said, the JVM is as if the agent were not there. */
@Execution(ExecutionMode.CONCURRENT)
class KillSwitchIT {
  /** Each of the three ways to say it. */
  enum Way {
    ARGUMENT,
    ENVIRONMENT,
    PROPERTY;

    HostJvm host(Jdk jdk, String... others) {
      if (this == ARGUMENT) {
        Stream<String> all = Stream.concat(Stream.of(others), Stream.of("enabled=false"));
        return HostJvm.withAgent(jdk, all.toArray(String[]::new));
      }
      HostJvm host = HostJvm.withAgent(jdk, others);
      return this == ENVIRONMENT
          ? host.env("PROCEX_ENABLED", "false")
          : host.jvm("-Dprocex.enabled=false");
    }
  }

  @TempDir Path directory;

  static Stream<Arguments> ways() {
    return Jdk.all().stream()
        .flatMap(jdk -> Stream.of(Way.values()).map(way -> Arguments.of(jdk, way)));
  }

  /**
   * What the JVM has open, but for the jar, which it opens for every agent, and for what HotSpot
   * reads in passing to see its container's limits.
   */
  private static List<String> open(Result result) {
    assertEquals("0", result.line("exit "), result::toString);
    return result
        .out()
        .lines()
        .filter(line -> line.startsWith("open "))
        .filter(line -> !line.endsWith(Artifacts.agentJar().toString()))
        .filter(line -> !line.matches("open /(sys|proc)/.*"))
        .sorted()
        .toList();
  }

  @OnEachJdk
  void noDescriptorIsReserved(Jdk jdk) throws Exception {
    List<String> stock = open(HostJvm.stock(jdk).run(ListDescriptors.class, "/bin/true"));
    for (Way way : Way.values()) {
      assertEquals(stock, open(way.host(jdk).run(ListDescriptors.class, "/bin/true")), way::name);
    }
    List<String> enabled = open(HostJvm.withAgent(jdk).run(ListDescriptors.class, "/bin/true"));
    assertTrue(enabled.size() > stock.size() + 40, "else this test would show nothing: " + enabled);
  }

  private List<String> loadedClasses(HostJvm host) throws Exception {
    Path log = directory.resolve("classes.log");
    Result result =
        host.jvm("-Xlog:class+load=info:file=" + log + ":none")
            .run(ListDescriptors.class, "/bin/true");
    assertEquals("", result.err());
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(
              line ->
                  line.matches(
                      "(java\\.lang\\.Procex|io\\.procex\\.agent\\.(instrument|start\\.First)).*"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#since9")
  void processImplIsNotTouched(Jdk jdk) throws Exception {
    for (Way way : Way.values()) {
      assertEquals(List.of(), loadedClasses(way.host(jdk)), way::name);
    }
    assertTrue(!loadedClasses(HostJvm.withAgent(jdk)).isEmpty(), "else this test shows nothing");
  }

  /** Who switches the agent off cannot always change its arguments: see docs/decisions/0006. */
  @ParameterizedTest
  @MethodSource("ways")
  void evenAWrongOptionAtStrictDoesNotKeepTheJvmFromStarting(Jdk jdk, Way way) throws Exception {
    Result result = way.host(jdk, "strict=true", "tmpdri=/tmp").run(Launch.class, "/bin/true");
    assertEquals("", result.err());
    assertEquals(0, result.exitCode(), result::toString);
    assertEquals("0", result.line("exit "));
  }
}
