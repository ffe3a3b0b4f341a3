package io.procex.hosts.soak;

import java.io.IOException;

/**
 * Prints what the stock JDK makes of each case, and of a launch without descriptors, last since JDK
 * 17 may close two others then. Argument: the folder of the programs.
 */
public final class Stock {
  static final String CASE = "case ";
  static final String SHORT = "short ";

  private Stock() {}

  public static void main(String[] args) throws IOException {
    Attempt.Shared shared = new Attempt.Shared(args[0]);
    Thread interrupter = new Thread(shared.interrupter);
    interrupter.setDaemon(true);
    interrupter.start();
    Era era = Era.parse("sure");
    int number = 0;
    for (Case kind : Cases.ALL) {
      System.out.println(CASE + kind.outcome(new Attempt(number++, shared, () -> era)));
    }
    System.out.flush();
    shared.shortage.during(() -> tellFailure(shared.child));
  }

  private static void tellFailure(String program) {
    try {
      new ProcessBuilder(program).start();
      System.out.println("there is no shortage");
    } catch (IOException e) {
      System.out.println(SHORT + e.getCause().getMessage().replace('\n', '|'));
    }
  }
}
