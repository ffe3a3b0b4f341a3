package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.problems.LaunchInChangedProcess;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Native code changes PATH, directory, umask and limits of the JVM: what a launch takes, and when.
 */
@Execution(ExecutionMode.CONCURRENT)
class ChangedProcessIT {
  @TempDir Path directory;

  @BeforeEach
  void makePrograms() throws IOException {
    for (String name : List.of("one", "two")) {
      Path tool = Files.createDirectory(directory.resolve(name)).resolve("tool");
      Files.writeString(tool, "#!/bin/sh\necho " + name + "\n");
      Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private Result run(HostJvm host) throws Exception {
    return host.run(
        LaunchInChangedProcess.class, Artifacts.neighbour().toString(), directory.toString());
  }

  private static List<String> seen(Result result) {
    return result.out().lines().filter(line -> !line.startsWith("agent ")).toList();
  }

  /** With the core prepared at the first launch, at the start already, and under rules. */
  @OnEachJdk
  void eachLaunchTakesWhatItTakesWithoutTheAgent(Jdk jdk) throws Exception {
    Path rules = directory.resolve("rules.yaml");
    Files.writeString(rules, "version: 1\ndefault: {action: allow}\nrules: []\n");
    List<String> expected = seen(run(HostJvm.stock(jdk)));
    assertTrue(expected.contains("another PATH: two, exit 0"), expected.toString());
    assertTrue(expected.contains("another PATH, own environment: one, exit 0"), expected::toString);
    for (String options : List.of("", "strict=true", "rules=" + rules)) {
      HostJvm host = options.isEmpty() ? HostJvm.withAgent(jdk) : HostJvm.withAgent(jdk, options);
      Result actual = run(host);
      assertEquals(expected, seen(actual), options);
      assertTrue(actual.line("agent ").endsWith(" 0 fallbacks"), actual.toString());
    }
  }
}
