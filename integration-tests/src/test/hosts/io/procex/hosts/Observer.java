package io.procex.hosts;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Drives a table of launches and writes what can be observed of each as JSON: run with the agent
 * and without, the two files may differ only in what is better on purpose. Arguments: the file, the
 * directory with the programs of the table, native/tests/report_child, and what to do first
 * ("hide-proc" or "nothing").
 */
public final class Observer {
  private static final long WRITER_STACK = 4 << 20;
  private static final ObservationTree TREE = new ObservationTree();

  private Observer() {}

  private interface Section {
    void observe() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    String directory = args[1];
    Observation.to(TREE::add);
    if (args[3].equals("hide-proc")) {
      section("hidden", () -> Observation.of("mount", "mount", "-t", "tmpfs", "none", "/proc"));
    }
    section("host", ObserveHost::observe);
    section("child", () -> ObserveChild.observe(args[2], directory));
    commands(directory);
    streams(directory);
    processes();
    section("host at the end", ObserveHost::observe);
    write(new File(args[0]));
    Status.print();
  }

  /** On a stack of its own: the main thread's may be the least that there is. */
  private static void write(File file) throws InterruptedException {
    Runnable task =
        () -> {
          try {
            TREE.write(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    Thread writer = new Thread(null, task, "writer", WRITER_STACK);
    writer.start();
    writer.join();
  }

  private static void commands(String directory) {
    section("quoting", () -> ObserveArguments.observe("quoting"));
    section("non-ascii", () -> ObserveArguments.observe("non-ascii"));
    section("sizes", () -> ObserveArguments.observe("sizes"));
    section("environment", () -> ObserveEnvironment.observe(directory));
    section("search", () -> ObserveSearch.observe("tool", directory + "/also"));
    section("programs", () -> ObserveFailures.observe("programs", directory));
    section("directories", () -> ObserveFailures.observe("directories", directory));
    section("commands", () -> ObserveFailures.observe("commands", directory));
    section("Runtime.exec", () -> ObserveRuntimeExec.observe(directory));
  }

  private static void streams(String directory) {
    section("echo", () -> ObserveStreams.observe("echo"));
    section("large", () -> ObserveStreams.observe("large"));
    section("end", () -> ObserveStreams.observe("end"));
    section("redirects", () -> ObserveRedirects.observe(directory));
    if (Since9.IS_HERE) {
      section("pipeline", () -> ObserveStreams.observe("pipeline"));
    }
  }

  private static void processes() {
    section("exits", () -> ObserveExits.observe("codes", "17"));
    section(
        "signals",
        () ->
            ObserveExits.observe("signals", "HUP", "QUIT", "KILL", "USR1", "PIPE", "ALRM", "TERM"));
    section("waiting", () -> ObserveProcess.observe("waiting"));
    section("destruction", () -> ObserveProcess.observe("destruction"));
    if (Since9.IS_HERE) {
      section("pid", () -> ObserveProcess.observe("pid"));
      section("handle", () -> ObserveProcess.observe("handle"));
      section("relatives", () -> ObserveProcess.observe("relatives"));
    }
  }

  /** What ends a section is an observation too: it has to be the same without the agent. */
  private static void section(String name, Section section) {
    TREE.section(name);
    try {
      section.observe();
    } catch (Throwable t) {
      Observation.print("ended by", Observation.stackTrace(t));
    }
  }
}
