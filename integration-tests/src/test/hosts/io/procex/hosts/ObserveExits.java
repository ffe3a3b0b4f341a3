package io.procex.hosts;

import java.io.IOException;

/** Shows how children end. The argument says in which way. */
public final class ObserveExits {
  private static final int MOST = 255;

  private ObserveExits() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    observe(args);
    Status.print();
  }

  static void observe(String... args) throws IOException, InterruptedException {
    if (args[0].equals("codes")) {
      int step = args.length > 1 ? Integer.parseInt(args[1]) : 1;
      for (int code = 0; code <= MOST; code += step) {
        print("exit " + code);
      }
    } else {
      for (int i = 1; i < args.length; i++) {
        print("kill -" + args[i] + " $$");
      }
    }
  }

  private static void print(String command) throws IOException, InterruptedException {
    Observation.print(command, new ProcessBuilder("sh", "-c", command).start().waitFor());
  }
}
