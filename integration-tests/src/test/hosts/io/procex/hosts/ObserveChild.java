package io.procex.hosts;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Shows what a child finds when it begins: descriptors, limits, signals, rights, place. Arguments:
 * native/tests/report_child, and a directory for files.
 */
final class ObserveChild {
  private static final int MANY = 200;

  private final String program;
  private final File directory;

  private ObserveChild(String program, String directory) {
    this.program = program;
    this.directory = new File(directory);
  }

  static void observe(String... args) throws Exception {
    ObserveChild child = new ObserveChild(args[0], args[1]);
    child.plain();
    child.redirected();
    child.withManyFiles();
    child.onOtherThreads();
  }

  private void plain() throws Exception {
    report("plain", command());
    report("own environment", withMark(command()));
    report("in a directory", command("argument", "", "last one").directory(directory));
    Process process = Runtime.getRuntime().exec(new String[] {program});
    print("Runtime.exec", process);
  }

  private void redirected() throws Exception {
    File in = new File(directory, "child.in");
    File out = new File(directory, "child.out");
    File err = new File(directory, "child.err");
    if (!in.exists() && !in.createNewFile()) {
      throw new IOException("cannot make " + in);
    }
    report("input from a file", command().redirectInput(in));
    report("error to a file", command().redirectError(out));
    report("error appended", command().redirectError(Redirect.appendTo(err)));
    report("error with output", command().redirectErrorStream(true));
    report("inherited", command().redirectInput(Redirect.INHERIT).redirectError(Redirect.INHERIT));
  }

  private void withManyFiles() throws Exception {
    List<FileInputStream> open = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      open.add(new FileInputStream("/dev/null"));
    }
    report("beside many files", command());
    for (FileInputStream file : open) {
      file.close();
    }
  }

  private void onOtherThreads() throws Exception {
    Thread thread = new Thread(() -> reportOrFail("on a thread"));
    thread.start();
    thread.join();
    Thread small = new Thread(null, () -> reportOrFail("on a small stack"), "small", 1);
    small.start();
    small.join();
    virtualThread(() -> reportOrFail("on a virtual thread"));
    Thread.currentThread().interrupt();
    Process process = command().start();
    Observation.print("interrupted", Thread.interrupted());
    print("interrupted", process);
  }

  /** On JDK 21 and later. */
  private static void virtualThread(Runnable task) throws Exception {
    try {
      Object thread =
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
      ((Thread) thread).join();
    } catch (NoSuchMethodException | InvocationTargetException none) {
      Observation.print("virtual threads", "none");
    }
  }

  private void reportOrFail(String name) {
    try {
      report(name, command());
    } catch (Exception e) {
      Observation.print(name, Observation.stackTrace(e));
    }
  }

  private ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program);
    Collections.addAll(command, arguments);
    return new ProcessBuilder(command);
  }

  private static ProcessBuilder withMark(ProcessBuilder builder) {
    builder.environment().put("MARK", "own");
    return builder;
  }

  private static void report(String name, ProcessBuilder builder) throws Exception {
    print(name, builder.start());
  }

  /** Each line of the report is an observation of its own. */
  private static void print(String name, Process process) throws Exception {
    process.getOutputStream().close();
    String report =
        new String(Observation.readAll(process.getInputStream()), StandardCharsets.UTF_8);
    for (String line : report.split("\n", -1)) {
      String[] words = line.split("[ :]", 2);
      Observation.print(name + " / " + words[0], words.length > 1 ? words[1].trim() : "");
    }
    Observation.print(name + " / exit", process.waitFor());
  }
}
