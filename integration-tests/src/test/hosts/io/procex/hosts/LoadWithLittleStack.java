package io.procex.hosts;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads the JDK's launching class with little stack left, and launches when the agent has caught up
 * with that. Arguments: the class, then the command.
 */
public final class LoadWithLittleStack {
  /** Of {@link #descend}, interpreted: enough to load a class, too little to load ASM. */
  private static final int FRAMES_LEFT = 200;

  private static final long STACK_SIZE = 512 * 1024;

  private static int left;

  private LoadWithLittleStack() {}

  public static void main(String[] args) throws Exception {
    String[] command = new String[args.length - 1];
    System.arraycopy(args, 1, command, 0, command.length);
    Runnable load = () -> descend(depth(args[0]) - FRAMES_LEFT, args[0]);
    Thread deep = new Thread(null, load, "deep", STACK_SIZE);
    deep.start();
    deep.join();
    System.out.println("missed " + isMissed());
    while (isMissed()) {
      loadAnotherClass();
    }
    awaitTheAttempt();
    System.out.println("exit " + new ProcessBuilder(command).inheritIO().start().waitFor());
    Status.print();
  }

  /** For which the agent waits, lest it try again all the time. */
  private static void loadAnotherClass() throws Exception {
    URL[] hosts = {LoadWithLittleStack.class.getProtectionDomain().getCodeSource().getLocation()};
    try (URLClassLoader fresh = new URLClassLoader(hosts, null)) {
      fresh.loadClass(Empty.class.getName());
    }
  }

  /** The agent is ready then, but the JVM may not have taken the class as rewritten yet. */
  private static void awaitTheAttempt() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("procex-agent second attempt")) {
        thread.join();
      }
    }
  }

  private static boolean isMissed() {
    return Status.describe().contains("it is tried again");
  }

  private static int depth(String type) {
    try {
      descend(Integer.MAX_VALUE, type);
    } catch (StackOverflowError e) {
      return Integer.MAX_VALUE - left;
    }
    throw new IllegalStateException("a stack without end");
  }

  private static void descend(int frames, String type) {
    left = frames;
    if (frames > 0) {
      descend(frames - 1, type);
      return;
    }
    try {
      Class.forName(type, false, null);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
