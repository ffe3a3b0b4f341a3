package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Children that start in a cgroup of their own. */
class SliceIT {
  private static final String NAME = "procex-slice-test-" + ProcessHandle.current().pid();

  /** A new group below the root that this process sees, or null. */
  private static Path group() throws IOException {
    for (String mount : Files.readAllLines(Path.of("/proc/self/mounts"))) {
      List<String> fields = List.of(mount.split(" ", -1));
      if (fields.get(2).equals("cgroup2")) {
        Path group = Path.of(fields.get(1), NAME);
        try {
          return Files.isDirectory(group) ? group : Files.createDirectory(group);
        } catch (IOException e) {
          return null;
        }
      }
    }
    return null;
  }

  @OnOneJdk
  void childStartsInTheGroupAndTheJvmStaysOutside(Jdk jdk) throws Exception {
    Path group = group();
    assumeTrue(group != null, "SKIP: no cgroup v2 hierarchy to write to");
    try {
      Result result =
          Hardened.shell(jdk, "cat /proc/self/cgroup", "Slice=" + NAME, "required=Slice");
      assertTrue(result.out().contains("out 0::/" + NAME + "\n"), result.toString());
    } finally {
      Files.delete(group);
    }
  }

  @OnOneJdk
  void groupThatIsNotThereIsGoneWithoutWhereItIsNotRequired(Jdk jdk) throws Exception {
    Path group = group();
    assumeTrue(group != null, "SKIP: no cgroup v2 hierarchy to write to");
    Files.delete(group);
    Result result = Hardened.shell(jdk, "echo here", "Slice=" + NAME);
    assertTrue(result.out().contains("out here"), result.toString());
    assertTrue(
        result.out().contains("agent log: Slice cannot be applied to children: ENOENT"),
        result.toString());
  }
}
