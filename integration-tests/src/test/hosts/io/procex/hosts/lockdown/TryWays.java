package io.procex.hosts.lockdown;

import io.procex.hosts.Status;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * Prints by which ways native code executes a program in this JVM, from several threads: the
 * library with the ways, a folder with room for them, the program. Then launches each further
 * argument.
 */
public final class TryWays {
  /** By a finalizer, whose thread is there before any agent. */
  private static final CountDownLatch FINALIZED = new CountDownLatch(1);

  private TryWays() {}

  /** One that is garbage at once. */
  static final class Garbage {
    private final String folder;
    private final String program;

    Garbage(String folder, String program) {
      this.folder = folder;
      this.program = program;
    }

    @Override
    @SuppressWarnings({"Finalize", "deprecation", "removal"}) // runs in a thread of the JVM
    protected void finalize() {
      print("finalizer", folder, program, false);
      FINALIZED.countDown();
    }
  }

  public static void main(String[] arguments) throws Throwable {
    Ways.load(arguments[0]);
    String folder = arguments[1];
    String program = arguments[2];
    print("main", folder, program, false);
    print("native thread", folder, program, true);
    Thread thread = new Thread(() -> print("thread", folder, program, false));
    thread.start();
    thread.join();
    discard(folder, program);
    while (FINALIZED.getCount() > 0) {
      System.gc();
      System.runFinalization();
    }
    System.out.println("tools: " + Ways.openToAllowed(folder, program).trim());
    tryForeign(folder);
    for (int i = 3; i < arguments.length; i++) {
      launch(arguments[i]);
    }
    Status.print();
  }

  private static void discard(String folder, String program) {
    new Garbage(folder, program);
  }

  private static void print(String thread, String folder, String program, boolean inOwnThread) {
    System.out.println(thread + ": " + Ways.open(folder, program, inOwnThread).trim());
  }

  private static void tryForeign(String folder) throws Throwable {
    if (Double.parseDouble(System.getProperty("java.specification.version")) < 22) {
      return;
    }
    File sign = new File(folder, "sign");
    sign.delete(); // what tools have left
    ForeignSystem.call("WITNESS_SIGN=" + sign + " " + folder + "/witness");
    System.out.println("foreign: " + (sign.exists() ? "system" : ""));
  }

  private static void launch(String program) throws InterruptedException {
    try {
      System.out.println("launched " + new ProcessBuilder(program).start().waitFor());
    } catch (IOException refused) {
      System.out.println("failed " + refused.getMessage());
    }
  }
}
