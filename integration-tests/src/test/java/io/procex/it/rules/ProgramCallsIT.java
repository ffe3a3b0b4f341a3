package io.procex.it.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.rules.Replaced;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import io.procex.it.support.Strace;
import io.procex.it.support.Strace.Call;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How often a program is looked up, as strace shows it. */
@Execution(ExecutionMode.CONCURRENT)
@Tag(Jdk.ONCE)
class ProgramCallsIT {
  private static final String RULES =
      """
      version: 1
      mode: enforce
      rules:
        - {name: here, executable: 'ROOT/*', action: allow}
      default: {action: deny}
      """;

  @TempDir private Path directory;

  /** A script is looked up each time: which interpreter it names may have changed. */
  @Test
  void binaryIsLookedUpOnceAndForgottenWhenAScriptHasTakenItsPlace() throws Exception {
    Path root = directory.toRealPath();
    Strace strace = new Strace(root.resolve("trace"));
    assumeTrue(strace.works(), "strace is missing, or ptrace forbidden");
    Binary.copy("/bin/true", root.resolve("binary"));
    Path rules = Files.writeString(root.resolve("r.yaml"), RULES.replace("ROOT", root.toString()));
    Binary.awaitSettled(root.resolve("binary"));
    Result result =
        HostJvm.withAgent(Jdk.all().get(0), "rules=" + rules)
            .by(strace.command())
            .run(Replaced.class, root.toString());
    assertEquals(
        3 * Replaced.TIMES + " shared-table, 0 failed, 0 fallbacks", result.line("agent "));
    List<String> wanted = new ArrayList<>(List.of("look up binary"));
    for (int i = 0; i < Replaced.TIMES; i++) {
      wanted.add("launch");
    }
    wanted.add("launch"); // refused in the child, since it is another file
    for (String script : new String[] {"binary", "always"}) {
      for (int i = 0; i < Replaced.TIMES; i++) {
        wanted.addAll(List.of("look up " + script, "launch"));
      }
    }
    assertEquals(wanted, lookUpsAndLaunches(strace.calls(), root));
  }

  private static List<String> lookUpsAndLaunches(List<Call> calls, Path root) {
    List<String> steps = new ArrayList<>();
    for (Call call : calls) {
      if (call.isLaunch()) {
        steps.add("launch");
      } else if (call.name().equals("openat2") && call.line().contains(root + "/")) {
        steps.add("look up " + call.line().replaceAll(".*/(\\w+)\", .*", "$1"));
      }
    }
    return steps;
  }
}
