package io.procex.hosts.agents;

import io.procex.hosts.Status;
import java.lang.instrument.Instrumentation;
import reactor.blockhound.BlockHound;

/** Installs BlockHound when the JVM has launched already; an agent and the program in one. */
public final class BlockHoundLater {
  private static final int LAUNCHES = 3;

  private static Instrumentation instrumentation;

  private BlockHoundLater() {}

  public static void premain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  public static void main(String[] arguments) throws InterruptedException {
    LaunchOnNonBlockingThread.readFormats();
    for (int i = 0; i < LAUNCHES; i++) { // from the second on it is remembered who launches
      System.out.println("before " + LaunchOnNonBlockingThread.launch("true"));
    }
    BlockHound.builder().with(new NonBlockingThreads()).with(instrumentation).install();
    System.out.println("allowed " + LaunchOnNonBlockingThread.launch("true"));
    System.out.println("forbidden " + LaunchOnNonBlockingThread.fateOfAForbiddenLaunch());
    Status.print();
  }
}
