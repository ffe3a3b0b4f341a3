package io.procex.it.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.rules.Evade;
import io.procex.hosts.rules.Swap;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Detours to a program that may not be launched; each is shown to lead there without rules. */
@Execution(ExecutionMode.CONCURRENT)
class EvasionIT {
  private static final int LEAST = 25;
  private static final int RACING_LAUNCHES = 1000;

  /** These lead nowhere, with rules or without. */
  private static final Set<String> HOPELESS =
      Set.of(
          "slash behind",
          "other case",
          "NUL",
          "too long",
          "procfs: exe",
          "link in a ring",
          "NUL in an argument");

  @TempDir private Path directory;

  @OnOneJdk
  void noDetourLeadsToADeniedProgram(Jdk jdk) throws Exception {
    Ground withoutRules = new Ground(Files.createDirectory(directory.resolve("stock")));
    Ground ground = new Ground(Files.createDirectory(directory.resolve("agent")));
    Map<String, String> stock = evade(HostJvm.stock(jdk), withoutRules);
    Map<String, String> ruled =
        evade(HostJvm.withAgent(jdk, "rules=" + ground.rules("enforce", "by-path")), ground);
    assertEquals(stock.keySet(), ruled.keySet());
    assertEquals("exit 0", ruled.remove("allowed"));
    assertEquals("exit 0", ruled.remove("allowed script"));
    assertEquals(List.of(), which(ruled, "RAN"), ruled::toString);
    List<String> leading = which(stock, "RAN");
    assertTrue(leading.size() >= LEAST, stock::toString);
    for (String attempt : ruled.keySet()) {
      assertTrue(HOPELESS.contains(attempt) != leading.contains(attempt), () -> attempt + stock);
    }
    for (String attempt : leading) {
      // While it is resolved, /proc/self is the JVM, whose working directory is another one.
      String error = attempt.equals("procfs: cwd") ? "2" : "13";
      assertTrue(
          ruled.get(attempt).matches("(?s).*error[=:] ?" + error + "\\b.*"), () -> attempt + ruled);
    }
    System.out.println(jdk + ": " + leading.size() + " detours, none open with rules");
  }

  private static Map<String, String> evade(HostJvm host, Ground ground) throws Exception {
    Result result = host.env("PATH", ground.path()).run(Evade.class, ground.root().toString());
    assertEquals(0, result.exitCode(), result::toString);
    Map<String, String> outcomes = new LinkedHashMap<>();
    result
        .out()
        .lines()
        .map(line -> line.split("\t", 2))
        .forEach(line -> outcomes.put(line[0], line[1]));
    return outcomes;
  }

  private static List<String> which(Map<String, String> outcomes, String outcome) {
    return outcomes.entrySet().stream()
        .filter(entry -> entry.getValue().equals(outcome))
        .map(Map.Entry::getKey)
        .collect(Collectors.toList());
  }

  static Stream<Arguments> races() {
    return Jdk.one().stream()
        .flatMap(
            jdk ->
                Stream.of("link", "directory", "file", "script")
                    .map(race -> Arguments.of(race, jdk)));
  }

  @Tag(Jdk.ONCE)
  @ParameterizedTest
  @MethodSource("races")
  void whatIsExchangedDuringTheLaunchIsNotExecuted(String race, Jdk jdk) throws Exception {
    Ground ground = new Ground(directory);
    Path rules = ground.rules("enforce", "by-descriptor");
    Result result =
        HostJvm.withAgent(jdk, "rules=" + rules)
            .run(Swap.class, ground.root().toString(), race, "" + RACING_LAUNCHES);
    assertEquals(0, result.exitCode(), result::toString);
    assertTrue(result.out().contains("allowed "), result::toString);
    assertTrue(result.out().contains("Permission denied"), result::toString);
    assertTrue(
        !result.out().startsWith("ran ") && !result.out().contains("\nran "), result::toString);
  }
}
