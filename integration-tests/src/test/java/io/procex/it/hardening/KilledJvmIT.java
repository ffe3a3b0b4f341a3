package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.LaunchForest;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.function.Executable;

/**
 * What is left of a hundred trees of processes when their JVM was killed. {@code ./run outlive}
 * does many rounds.
 */
class KilledJvmIT {
  private static final int ROUNDS = Integer.getInteger("procex.test.rounds", 1);
  private static final int TREES = 100;
  private static final int PROCESSES = 3 * TREES;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long PATIENCE = 20 * SECOND;

  /** What the agent said in the last round. */
  private String told = "";

  private long slowest;
  private int late;

  @OnOneJdk
  void allProcessGroupsEndWithTheJvm(Jdk jdk) throws Throwable {
    HostJvm host =
        HostJvm.withAgent(jdk, "KillMode=process-group", "DieWithParent=yes", "required=all");
    for (int round = 0; round < ROUNDS; round++) {
      killAndAwaitEnd(host.start(LaunchForest.class, Integer.toString(TREES)), () -> {});
    }
    assertFalse(told.contains("watchers"), told);
    report("process-group");
  }

  /** With a slice the child is made by clone3, which has other fields for what it takes. */
  @OnOneJdk
  void allProcessGroupsOfASliceEndWithTheJvm(Jdk jdk) throws Throwable {
    Path slice = ownGroup().resolve("procex-killed-" + ProcessHandle.current().pid());
    Files.createDirectory(slice);
    try {
      HostJvm host =
          HostJvm.withAgent(
              jdk,
              "Slice=" + hierarchy().relativize(slice),
              "KillMode=process-group",
              "DieWithParent=yes",
              "required=all");
      killAndAwaitEnd(
          host.start(LaunchForest.class, Integer.toString(TREES)),
          () -> assertEquals(PROCESSES, processes(slice)));
    } finally {
      removeOnceEmpty(slice);
    }
  }

  private static long processes(Path group) throws IOException {
    return Files.readAllLines(group.resolve("cgroup.procs")).size();
  }

  /** A process counts as one of its group until a moment after its end. */
  private static void removeOnceEmpty(Path group) throws IOException {
    long begun = System.nanoTime();
    while (processes(group) > 0 && System.nanoTime() - begun < PATIENCE) {
      Thread.onSpinWait();
    }
    Files.delete(group);
  }

  @OnOneJdk
  void allControlGroupsEndWithTheJvmAndAreRemoved(Jdk jdk) throws Throwable {
    Path place = ownGroup();
    HostJvm host =
        HostJvm.withAgent(jdk, "KillMode=control-group", "DieWithParent=yes", "required=all");
    for (int round = 0; round < ROUNDS; round++) {
      Process jvm = host.start(LaunchForest.class, Integer.toString(TREES), "setsid");
      String prefix = "procex-" + jvm.pid() + "-";
      List<ProcessHandle> children =
          killAndAwaitEnd(jvm, () -> assertEquals(TREES, leaves(place, prefix)));
      assertEquals(TREES, children.size(), "no process of the agent's is a child of the JVM");
      long killed = System.nanoTime();
      while (leaves(place, prefix) > 0) {
        assertTrue(System.nanoTime() - killed < PATIENCE, "leaves are left");
      }
    }
    assertTrue(told.contains("agent watchers: 1 running\n"), told);
    report("control-group");
  }

  /** Returns what children the JVM had. */
  private List<ProcessHandle> killAndAwaitEnd(Process jvm, Executable check) throws Throwable {
    try (BufferedReader out = jvm.inputReader()) {
      List<String> pids = List.of(out.readLine().trim().split(" "));
      told = "";
      for (String line = out.readLine(); !"stays".equals(line); line = out.readLine()) {
        told += line + "\n";
      }
      assertEquals(PROCESSES, pids.size());
      assertEquals(PROCESSES, pids.stream().filter(KilledJvmIT::runs).count());
      List<ProcessHandle> children = jvm.children().toList();
      check.execute();
      long killed = System.nanoTime();
      jvm.destroyForcibly();
      for (String pid : pids) {
        while (runs(pid)) {
          assertTrue(System.nanoTime() - killed < PATIENCE, () -> "process " + pid + " lives on");
        }
        long after = System.nanoTime() - killed;
        slowest = Math.max(slowest, after);
        late += after > SECOND ? 1 : 0;
      }
      jvm.waitFor();
      return children;
    } finally {
      jvm.destroyForcibly();
    }
  }

  /** A zombie has ended; only its parent has not asked yet. */
  private static boolean runs(String pid) {
    try {
      String stat = Files.readString(Path.of("/proc", pid, "stat"));
      return "ZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) < 0;
    } catch (IOException gone) {
      return false;
    }
  }

  private static long leaves(Path place, String prefix) throws IOException {
    try (Stream<Path> groups = Files.list(place)) {
      return groups.filter(group -> group.getFileName().toString().startsWith(prefix)).count();
    }
  }

  private static Path hierarchy() throws IOException {
    for (String mount : Files.readAllLines(Path.of("/proc/self/mounts"))) {
      List<String> fields = List.of(mount.split(" ", -1));
      if (fields.get(2).equals("cgroup2")) {
        return Path.of(fields.get(1));
      }
    }
    return Assumptions.abort("SKIP: no cgroup v2 hierarchy is mounted here");
  }

  /** In which a JVM that was started here makes its children's. */
  private static Path ownGroup() throws IOException {
    Path own = hierarchy();
    for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
      if (line.startsWith("0::/")) {
        own = own.resolve(line.substring("0::/".length()));
      }
    }
    assumeTrue(Files.isWritable(own), "SKIP: no cgroup v2 hierarchy to write to");
    return own;
  }

  private void report(String mode) {
    System.out.printf(
        "%s: %d rounds of %d processes, %d alive after a second, the last ended after %d ms%n",
        mode, ROUNDS, PROCESSES, late, TimeUnit.NANOSECONDS.toMillis(slowest));
  }
}
