package io.procex.hosts;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;

/**
 * Launches a tree of processes for each way to end it, and prints what came of it once the child's
 * control group is gone, which has no process then. Arguments: where cgroup v2 is mounted, then the
 * ways: {@code destroy}, {@code destroyForcibly}, {@code handle} (JDK 9), {@code exit} if the child
 * ends by itself, {@code none} if the agent ends it.
 */
public final class LaunchTrees {
  /** Of three levels. Half of them are in sessions of their own, one ignores SIGTERM. */
  private static final String TREE =
      "sed -n s/^0:://p /proc/self/cgroup\n"
          + "(setsid sh -c 'setsid sleep 600 & sleep 600' &)\n"
          + "(sh -c 'sleep 600 & sleep 600' &)\n"
          + "(setsid sh -c \"trap '' TERM; echo ready; sleep 600 & sleep 600\" &)\n";

  private LaunchTrees() {}

  public static void main(String[] arguments) throws Exception {
    Path own = Paths.get("/proc/self/cgroup");
    List<String> before = Files.readAllLines(own);
    for (int i = 1; i < arguments.length; i++) {
      launch(Paths.get(arguments[0]), arguments[i]);
    }
    System.out.println("own " + (Files.readAllLines(own).equals(before) ? "unchanged" : "changed"));
    Status.print();
  }

  private static void launch(Path mount, String way) throws Exception {
    String end = way.equals("exit") ? "read -r line; exit 7" : "sleep 600";
    Process process = new ProcessBuilder("sh", "-c", TREE + end).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String group = out.readLine();
    out.readLine(); // ready
    end(process, way);
    System.out.println(way + " " + process.waitFor());
    while (Files.exists(mount.resolve(group.substring(1)))) {
      // the kernel lets nobody remove it before the last process has ended
    }
    System.out.println("group of " + way + " " + group.replaceAll("-[0-9]+", "-N"));
  }

  private static void end(Process process, String way) throws Exception {
    switch (way) {
      case "handle":
        Object handle = Process.class.getMethod("toHandle").invoke(process);
        Class.forName("java.lang.ProcessHandle").getMethod("destroy").invoke(handle);
        break;
      case "destroy":
        process.destroy();
        break;
      case "destroyForcibly":
        process.destroyForcibly();
        break;
      default:
        if (way.equals("exit")) {
          process.getOutputStream().close();
        }
    }
  }
}
