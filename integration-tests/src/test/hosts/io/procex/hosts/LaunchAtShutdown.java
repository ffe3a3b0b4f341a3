package io.procex.hosts;

/** Does as {@link Launch} while the JVM shuts down, and not before. */
public final class LaunchAtShutdown {
  private LaunchAtShutdown() {}

  public static void main(String[] command) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> launch(command)));
  }

  private static void launch(String[] command) {
    try {
      Launch.main(command);
    } catch (InterruptedException e) {
      System.out.println("exception " + e);
    }
  }
}
