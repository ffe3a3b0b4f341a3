package io.procex.agent.cli;

import io.procex.agent.record.Printable;
import java.io.IOException;
import java.nio.file.Path;
import net.bytebuddy.agent.ByteBuddyAgent;

/** Makes a JVM load the agent, by the JDK's attach API. */
final class AgentLoading {
  /** The limit of the attach protocol for the jar and its argument together. */
  private static final int MOST_CHARACTERS = 1023;

  /** How long to wait: a JVM may take long, and another process may never answer. */
  private static final long LONGEST_MILLIS = 120_000;

  private AgentLoading() {}

  /**
   * Makes the JVM load the jar.
   *
   * @return null, or what went wrong. A JDK 8 also reports an error if a newer JVM has succeeded,
   *     because that JVM words its success differently
   */
  static String load(TargetJvm jvm, Path jar, String argument) throws CommandFailure {
    int length = (jar + "=" + argument).length();
    if (length > MOST_CHARACTERS) {
      throw new CommandFailure(
          jvm + ": options and path of the jar are too long by " + (length - MOST_CHARACTERS));
    }
    try {
      return Deadline.within(LONGEST_MILLIS, () -> attach(jvm, jar, argument));
    } catch (IOException e) {
      if (e.getCause() instanceof CommandFailure) {
        throw (CommandFailure) e.getCause();
      }
      return "cannot be attached to: " + e.getMessage();
    }
  }

  private static String attach(TargetJvm jvm, Path jar, String argument) throws CommandFailure {
    try {
      ByteBuddyAgent.attach(jar.toFile(), Long.toString(jvm.pid()), argument);
      return null;
    } catch (IllegalStateException e) {
      return describe(jvm, e);
    }
  }

  private static String describe(TargetJvm jvm, Throwable failure) throws CommandFailure {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root == failure && String.valueOf(failure.getMessage()).startsWith("No compatible")) {
      throw new CommandFailure(
          "the Java in "
              + System.getProperty("java.home")
              + " cannot attach to other JVMs: run this with a JDK (its module jdk.attach, or"
              + " tools.jar of JDK 8)");
    }
    return "cannot be attached to: "
        + Printable.of(String.valueOf(root.getMessage() == null ? root : root.getMessage()))
        + jvm.hint();
  }
}
