package io.procex.hosts;

/**
 * Loads the JDK's class that launches where little stack is left, and launches when the agent has
 * caught up with that. Arguments: the class, then the command.
 */
public final class LoadWithLittleStack {
  /** Of {@link #descend}: enough to load a class, too little to load ASM. */
  private static final int FRAMES_LEFT = 100;

  private static final long STACK_SIZE = 512 * 1024;

  private LoadWithLittleStack() {}

  public static void main(String[] args) throws Exception {
    String[] command = new String[args.length - 1];
    System.arraycopy(args, 1, command, 0, command.length);
    Runnable load = () -> descend(depth(0) - FRAMES_LEFT, args[0]);
    Thread deep = new Thread(null, load, "deep", STACK_SIZE);
    deep.start();
    deep.join();
    System.out.println("missed " + isMissed());
    while (isMissed()) {
      Thread.yield();
    }
    System.out.println("exit " + new ProcessBuilder(command).inheritIO().start().waitFor());
    Status.print();
  }

  private static boolean isMissed() {
    return Status.describe().contains("it is tried again");
  }

  private static int depth(int depth) {
    try {
      return depth(depth + 1);
    } catch (StackOverflowError e) {
      return depth;
    }
  }

  private static void descend(int frames, String type) {
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
