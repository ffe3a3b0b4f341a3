package java.lang;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** A group of cgroup v2 in which a test makes leaves, as the core would. */
final class ProcexTestPlace {
  private final Path directory;

  private ProcexTestPlace(Path directory) {
    this.directory = directory;
  }

  /** Ends the test as skipped if there is no group to write to. */
  static ProcexTestPlace make(String name) throws IOException {
    Path root = null;
    for (String mount : Files.readAllLines(Paths.get("/proc/self/mounts"))) {
      String[] fields = mount.split(" ", -1);
      root = root == null && fields[2].equals("cgroup2") ? Paths.get(fields[1]) : root;
    }
    assumeTrue(root != null, "SKIP: no cgroup v2 hierarchy is mounted here");
    Path place = root.resolve("procex-test-" + name + "-" + ownPid());
    assumeTrue(
        place.toFile().mkdir() || Files.isDirectory(place), "SKIP: no right to make a group");
    return new ProcexTestPlace(place);
  }

  static String ownPid() throws IOException {
    return Files.readSymbolicLink(Paths.get("/proc/self")).toString();
  }

  ProcexLeafPlace place(boolean ends) {
    return placeAt(directory, ends);
  }

  static ProcexLeafPlace placeAt(Path directory, boolean ends) {
    return new ProcexLeafPlace((directory + "\0").getBytes(StandardCharsets.US_ASCII), ends);
  }

  /** Makes the leaf of that number. */
  Path leaf(int number) throws IOException {
    String pids = Files.readSymbolicLink(Paths.get("/proc/self/ns/pid")).toString();
    String name = "procex-" + ownPid() + "-" + pids.replaceAll("[^0-9]", "") + "-" + number;
    return Files.createDirectory(directory.resolve(name));
  }

  static void enter(Path leaf, ProcexCat process) throws IOException {
    Files.write(
        leaf.resolve("cgroup.procs"),
        Long.toString(process.pid).getBytes(StandardCharsets.US_ASCII));
  }

  /** What a failed test has left may still be ending. */
  @SuppressWarnings("ThreadPriorityCheck")
  void remove() {
    for (File leaf : directory.toFile().listFiles(File::isDirectory)) {
      while (!leaf.delete() && leaf.exists()) {
        Thread.yield();
      }
    }
    directory.toFile().delete();
  }
}
