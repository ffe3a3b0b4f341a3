package io.procex.hosts;

import java.io.File;
import java.io.IOException;

/**
 * Launches in the ways that a record has to tell apart; what the records hold is compared with
 * this. Argument: a directory. One child leaves its pid there.
 */
public final class RecordedLaunches {
  private RecordedLaunches() {}

  public static void main(String[] arguments) throws Exception {
    File directory = new File(arguments[0]);
    Thread.currentThread().setName("launcher");
    ended("code", new ProcessBuilder("sh", "-c", "echo $$ >code.pid; exit 3").directory(directory));
    ended(
        "signal",
        new ProcessBuilder("/bin/sh", "-c", "kill -TERM $$")
            .redirectOutput(new File(directory, "out"))
            .redirectErrorStream(true));
    ended(
        "busy", new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done"));
    Process process = Runtime.getRuntime().exec(new String[] {"true", "--token", "abc", "--a=b"});
    System.out.println("exec exit " + process.waitFor());
    ended("inherit", new ProcessBuilder("/bin/true", "x\ny\u001b[2J").inheritIO());
    failed(new ProcessBuilder("/no/such/program", "--password=hunter2"));
    failed(new ProcessBuilder("true").directory(new File("/no/such/directory")));
    Status.print();
  }

  private static void ended(String name, ProcessBuilder builder) throws Exception {
    System.out.println(name + " exit " + builder.start().waitFor());
  }

  private static void failed(ProcessBuilder builder) {
    try {
      builder.start();
      throw new IllegalStateException("launched: " + builder.command());
    } catch (IOException e) {
      System.out.println("failed " + e.getCause().getMessage());
    }
  }
}
