import java.io.IOException;

/** Launches its arguments, and exits as the child did: 126 if it was not launched. */
public final class Launch {
  private Launch() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      System.exit(new ProcessBuilder(arguments).inheritIO().start().waitFor());
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(126);
    }
  }
}
