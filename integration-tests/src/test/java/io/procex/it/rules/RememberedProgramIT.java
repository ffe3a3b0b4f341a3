package io.procex.it.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.rules.Moved;
import io.procex.hosts.rules.Rename;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What was decided on a program before holds for the same file under the same name alone. */
@Execution(ExecutionMode.CONCURRENT)
class RememberedProgramIT {
  private static final String RULES =
      """
      version: 1
      mode: enforce
      rules:
        - {name: ok, executable: ['ROOT/allowed/true', 'ROOT/too/true'], action: allow}
      default: {action: deny}
      """;

  private static final String MOVED =
      """
      version: 1
      mode: enforce
      rules:
        - {name: one, executable: 'ROOT/one/*', action: allow, set: {OOMScoreAdjust: 710}}
        - {name: two, executable: 'ROOT/two/*', action: allow}
      default: {action: deny}
      """;

  private static final String WANTED =
      """
      by a link: exit 0, exit 0, exit 0
      moved to where it is allowed too: exit 0, exit 0
      moved to where it is denied: error 13, error 13
      directly: exit 0, exit 0
      a link in its place: error 13, error 13
      moved back: exit 0, exit 0
      not executable: error 13, error 13
      another file: exit 1, exit 1
      removed: error 2, error 2
      """;

  @TempDir private static Path directory;

  /** For all tests at once, since it takes seconds until what has just changed is remembered. */
  @BeforeAll
  static void makePrograms() throws Exception {
    for (Jdk jdk : Jdk.one()) {
      Binary.copy("/bin/true", root(jdk, "renamed").resolve("allowed/true"));
      Binary.copy("/bin/false", root(jdk, "renamed").resolve("false"));
      Binary.copy("/bin/cat", root(jdk, "moved").resolve("one/cat"));
    }
    for (Jdk jdk : Jdk.one()) {
      Binary.awaitSettled(root(jdk, "moved").resolve("one/cat"));
    }
  }

  private static Path root(Jdk jdk, String name) throws Exception {
    return directory.toRealPath().resolve(name + jdk.feature());
  }

  @OnOneJdk
  void whatIsRememberedIsUsedForTheSameFileUnderTheSameNameAlone(Jdk jdk) throws Exception {
    Path root = root(jdk, "renamed");
    Path rules = Files.writeString(root.resolve("r.yaml"), RULES.replace("ROOT", root.toString()));
    Result result = HostJvm.withAgent(jdk, "rules=" + rules).run(Rename.class, root.toString());
    assertEquals("", result.err());
    assertEquals(WANTED, result.out().replaceAll("(?s)agent .*", ""));
    assertEquals("11 shared-table, 8 failed, 0 fallbacks", result.line("agent "));
  }

  /** What was remembered is out of date twice: settings and record are those of the new place. */
  @OnOneJdk
  void launchIsThatOfTheRuleForWhereTheProgramIsNow(Jdk jdk) throws Exception {
    Path root = root(jdk, "moved");
    Path rules = Files.writeString(root.resolve("r.yaml"), MOVED.replace("ROOT", root.toString()));
    Path log = root.resolve("log");
    Result result =
        HostJvm.withAgent(jdk, "rules=" + rules, "log=" + log)
            .run(Moved.class, root.toString(), "cat", "/proc/self/oom_score_adj");
    String own = Files.readString(Path.of("/proc/self/oom_score_adj")).trim();
    assertEquals("", result.err());
    assertEquals(
        "one: 710, exit 0\n".repeat(3)
            + ("two: " + own + ", exit 0\n").repeat(3)
            + "three: error 13\n".repeat(3),
        result.out());
    assertEquals(
        List.of(
            "launch one " + root + "/one/cat",
            "launch two " + root + "/two/cat",
            "denied default " + root + "/three/cat"),
        Files.readAllLines(log).stream()
            .filter(line -> line.contains("procex.rule.name"))
            .map(
                line ->
                    value(line, "event.name")
                        + " "
                        + value(line, "procex.rule.name")
                        + " "
                        + value(line, "process.executable.path"))
            .distinct()
            .toList());
  }

  private static String value(String line, String field) {
    return line.replaceAll(".*\"" + Pattern.quote(field) + "\":\"([^\"]*)\".*", "$1");
  }
}
