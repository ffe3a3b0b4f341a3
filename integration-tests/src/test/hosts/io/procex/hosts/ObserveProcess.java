package io.procex.hosts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Shows what Process and ProcessHandle tell of a child. The argument says what of it. */
final class ObserveProcess {
  private ObserveProcess() {}

  static void observe(String... args) throws Exception {
    switch (args[0]) {
      case "pid":
        pid();
        break;
      case "handle":
        handle();
        break;
      case "relatives":
        relatives();
        break;
      case "waiting":
        waiting();
        break;
      case "destruction":
        destruction();
        break;
      default:
        throw new IllegalArgumentException(args[0]);
    }
  }

  private static void pid() throws Exception {
    Process process = new ProcessBuilder("sh", "-c", "echo $$ $PPID; read x").start();
    String[] own = reader(process).readLine().split(" ", -1);
    Observation.print("pid", Long.toString(Since9.pid(process)).equals(own[0]));
    Object current = Since9.ofHandle(Since9.currentHandle(), "pid");
    Observation.print("parent's pid", current.toString().equals(own[1]));
    Observation.print("text", process.toString().replace(own[0], "PID"));
    process.getOutputStream().close();
    process.waitFor();
    Observation.print("text after exit", process.toString().replace(own[0], "PID"));
    Observation.print("pid after exit", Long.toString(Since9.pid(process)).equals(own[0]));
  }

  private static void handle() throws Exception {
    Process process = new ProcessBuilder("cat", "-u", "-").start();
    // The kernel lets the parent go on a moment before the new program's arguments can be read.
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    Observation.print("runs", reader(process).readLine());
    Object info = Since9.info(process);
    Observation.print("command", Since9.ofInfo(info, "command"));
    Observation.print("line", Since9.ofInfo(info, "commandLine"));
    String[] arguments = (String[]) Since9.ofInfo(info, "arguments").get();
    Observation.print("arguments", Arrays.toString(arguments));
    Observation.print("user", Since9.ofInfo(info, "user"));
    Observation.print("start", Since9.ofInfo(info, "startInstant").isPresent());
    Object handle = Since9.toHandle(process);
    Observation.print("alive", Since9.ofHandle(handle, "isAlive"));
    Observation.print("normal", Since9.ofHandle(handle, "supportsNormalTermination"));
    process.getOutputStream().close();
    Future<?> exit = (Future<?>) Since9.ofHandle(handle, "onExit");
    Observation.print("on exit", exit.get().equals(handle));
    process.waitFor();
    Observation.print("alive after exit", Since9.ofHandle(handle, "isAlive"));
    Observation.print("destroyed after exit", Since9.ofHandle(handle, "destroy"));
  }

  private static void relatives() throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", "(echo ready; exec cat; true); exit 3").start();
    BufferedReader out = reader(process);
    Observation.print("grandchild", out.readLine());
    Object own = Since9.currentHandle();
    Object child = Since9.toHandle(process);
    Observation.print("children", Since9.streamOf(own, "children").count());
    Observation.print("children of the child", Since9.streamOf(child, "children").count());
    Observation.print("descendants", Since9.streamOf(own, "descendants").count());
    Observation.print("same", Since9.streamOf(own, "children").anyMatch(child::equals));
    Object parent = ((java.util.Optional<?>) Since9.ofHandle(child, "parent")).get();
    Observation.print("parent", parent.equals(own));
    process.getOutputStream().close();
    Observation.print("exit", process.waitFor());
    Observation.print("children after", Since9.streamOf(own, "children").count());
  }

  private static void waiting() throws Exception {
    Process process = new ProcessBuilder("cat").start();
    Observation.print("alive", process.isAlive());
    try {
      Observation.print("exit value", process.exitValue());
    } catch (IllegalThreadStateException e) {
      Observation.print("exit value", Observation.stackTrace(e));
    }
    Observation.print("wait for a moment", process.waitFor(1, TimeUnit.MILLISECONDS));
    Observation.print("wait not at all", process.waitFor(0, TimeUnit.MILLISECONDS));
    Future<?> exit = Since9.IS_HERE ? (Future<?>) Since9.onExit(process) : null;
    Observation.print("on exit", exit == null || exit.isDone());
    process.getOutputStream().close();
    Observation.print("wait", process.waitFor(1, TimeUnit.MINUTES));
    Observation.print("exit value", process.exitValue());
    Observation.print("alive", process.isAlive());
    Observation.print("on exit", exit == null || exit.get() == process);
  }

  private static void destruction() throws IOException, InterruptedException {
    Process destroyed = new ProcessBuilder("cat").start();
    destroyed.destroy();
    Observation.print("destroy", destroyed.waitFor());
    Process trapping = new ProcessBuilder("sh", "-c", "trap 'exit 9' TERM; echo; read x").start();
    reader(trapping).readLine();
    trapping.destroy();
    Observation.print("destroy with a trap", trapping.waitFor());
    Process deaf = new ProcessBuilder("sh", "-c", "trap '' TERM; echo; exec sleep 600").start();
    reader(deaf).readLine();
    deaf.destroy();
    Observation.print("destroy without effect", deaf.isAlive());
    Observation.print("destroy forcibly", deaf.destroyForcibly().waitFor());
    deaf.destroy();
    deaf.destroyForcibly();
    Observation.print("destroy again", deaf.exitValue());
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
