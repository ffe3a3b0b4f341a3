package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Launch;
import io.procex.hosts.LaunchTrees;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Children in control groups of their own: who is ended with them, and what limits them. The limits
 * need controllers of cgroup v2, which the booted machines have.
 */
class ControlGroupIT {
  private static final String LEAF = "procex-N-N-N";

  @TempDir Path directory;

  private Path root;
  private Path place;

  @BeforeEach
  void makePlace() throws IOException {
    for (String mount : Files.readAllLines(Path.of("/proc/self/mounts"))) {
      List<String> fields = List.of(mount.split(" ", -1));
      if (root == null && fields.get(2).equals("cgroup2")) {
        root = Path.of(fields.get(1));
      }
    }
    assumeTrue(root != null, "SKIP: no cgroup v2 hierarchy is mounted here");
    place = root.resolve("procex-place-" + ProcessHandle.current().pid());
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      assumeTrue(false, "SKIP: no cgroup v2 hierarchy to write to");
    }
  }

  /** What a failed test has left. */
  @AfterEach
  void removeRest() throws IOException {
    if (place != null && Files.isDirectory(place)) {
      try (Stream<Path> left = Files.walk(place)) {
        for (Path one :
            left.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
          one.toFile().delete();
        }
      }
    }
  }

  /** Fails if there is a leaf in it. */
  private void deletePlace() throws IOException {
    Files.delete(place);
  }

  private String slice() {
    return "Slice=" + place.getFileName();
  }

  private void assumeControllers(String... wanted) throws IOException {
    String controllers = Files.readString(root.resolve("cgroup.controllers"));
    assumeTrue(
        List.of(controllers.trim().split(" ")).containsAll(List.of(wanted)),
        "SKIP: the unified hierarchy has only " + controllers);
    Files.writeString(root.resolve("cgroup.subtree_control"), "+" + String.join(" +", wanted));
  }

  /** What a child reads in its own group. */
  private String cat(String files) {
    return "cd " + root + "/$(sed -n s/^0:://p /proc/self/cgroup); cat " + files;
  }

  private static List<String> ways(Jdk jdk) {
    List<String> ways = new ArrayList<>(List.of("destroy", "destroyForcibly", "exit"));
    if (jdk.feature() > 8) {
      ways.add("handle");
    }
    return ways;
  }

  private Result trees(HostJvm host, List<String> ways) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(root.toString()));
    arguments.addAll(ways);
    Result result = host.run(LaunchTrees.class, arguments.toArray(new String[0]));
    assertEquals("", result.err(), host.toString());
    assertEquals("unchanged", result.line("own "), host.toString());
    result.assertLaunchedByCore(ways.size());
    return result;
  }

  @OnSomeJdks
  void wholeTreeIsEndedWithItsChild(Jdk jdk) throws Exception {
    String[] settings = {slice(), "KillMode=control-group", "TimeoutStopSec=100ms", "required=all"};
    List<String> ways = ways(jdk);
    Result result = trees(HostJvm.withAgent(jdk, settings), ways);
    String group = "/" + place.getFileName().toString().replaceAll("-[0-9]+", "-N") + "/" + LEAF;
    for (String way : ways) {
      assertEquals(group, result.line("group of " + way + " "));
    }
    assertEquals("143", result.line("destroy "));
    assertEquals("137", result.line("destroyForcibly "));
    assertEquals("7", result.line("exit "));
    deletePlace();
  }

  @OnSomeJdks
  void wholeTreeIsEndedByTheTimeLimit(Jdk jdk) throws Exception {
    HostJvm host =
        HostJvm.withAgent(
            jdk,
            slice(),
            "KillMode=control-group",
            "RuntimeMaxSec=500ms",
            "TimeoutStopSec=100ms",
            "required=all");
    assertEquals("143", trees(host, List.of("none")).line("none "));
    deletePlace();
  }

  @OnOneJdk
  void withoutASliceTheGroupIsBelowTheJvms(Jdk jdk) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, "KillMode=control-group", "required=all");
    String own =
        Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
            .filter(line -> line.startsWith("0::"))
            .map(line -> line.substring(3))
            .findFirst()
            .orElseThrow();
    String group = trees(host, List.of("destroyForcibly")).line("group of destroyForcibly ");
    assertEquals((own.equals("/") ? "" : own) + "/" + LEAF, group);
    deletePlace();
  }

  @OnOneJdk
  void groupsOfAJvmThatWasKilledAreRemovedByTheNextOne(Jdk jdk) throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    String pids = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    String name = "procex-" + gone.pid() + "-" + pids.replaceAll("[^0-9]", "") + "-1";
    Path left = Files.createDirectory(place.resolve(name));
    Path foreign = Files.createDirectory(place.resolve("other"));
    trees(HostJvm.withAgent(jdk, slice(), "KillMode=control-group"), List.of("destroyForcibly"));
    assertFalse(Files.exists(left), name);
    Files.delete(foreign);
    deletePlace();
  }

  @OnOneJdk
  void whatCannotBeAppliedIsToldOrRefusesTheLaunch(Jdk jdk) throws Exception {
    deletePlace();
    Path log = directory.resolve("log");
    String[] settings = {slice(), "MemoryMax=1G", "CPUQuota=50%", "KillMode=control-group"};
    HostJvm host =
        HostJvm.withAgent(jdk, settings[0], settings[1], settings[2], settings[3], "log=" + log);
    Result result = host.run(Launch.class, "echo", "here");
    assertEquals("here", result.line("out "), result::toString);
    String missed = "\"MemoryMax ENOENT\",\"CPUQuota ENOENT\",\"KillMode ENOENT\",\"Slice ENOENT\"";
    assertTrue(Files.readString(log).contains(missed), Files.readString(log));
    String told = "agent log: CPUQuota cannot be applied to children: ENOENT";
    assertTrue(result.out().contains(told), result::toString);
    Result refused =
        HostJvm.withAgent(jdk, settings[0], settings[2], "required=CPUQuota")
            .run(Launch.class, "echo", "here");
    assertEquals(
        "procex-agent: CPUQuota cannot be set, error: 2 (No such file or directory)",
        refused.line("exception java.io.IOException: Cannot run program \"echo\": "));
  }

  @OnOneJdk
  void limitsAreTheKernels(Jdk jdk) throws Exception {
    assumeControllers("cpu", "memory", "pids");
    HostJvm host =
        HostJvm.withAgent(
            jdk,
            slice(),
            "CPUQuota=150%",
            "MemoryMax=64M",
            "MemorySwapMax=0",
            "TasksMax=20",
            "KillMode=control-group",
            "required=all");
    Result read =
        host.run(Launch.class, "sh", "-c", cat("cpu.max memory.max memory.swap.max pids.max"));
    assertTrue(
        read.out().contains("out 150000 100000\nout 67108864\nout 0\nout 20\n"), read::toString);
    Result bomb =
        host.run(Launch.class, "sh", "-c", "for i in $(seq 60); do sleep 600 & done; echo all");
    assertEquals("2", bomb.line("exit "), bomb::toString);
    Result hog = host.run(Launch.class, "dd", "if=/dev/zero", "of=/dev/null", "bs=200M", "count=1");
    assertEquals("137", hog.line("exit "), hog::toString);
    deletePlace();
  }

  @OnOneJdk
  void shareOfTheDiskIsTheKernels(Jdk jdk) throws Exception {
    assumeControllers("io");
    assumeTrue(Files.exists(place.resolve("io.weight")), "SKIP: no kernel with iocost");
    HostJvm host = HostJvm.withAgent(jdk, slice(), "IOWeight=345", "required=all");
    Result read = host.run(Launch.class, "sh", "-c", cat("io.weight"));
    assertEquals("345", read.line("out default "), read::toString);
    deletePlace();
  }
}
