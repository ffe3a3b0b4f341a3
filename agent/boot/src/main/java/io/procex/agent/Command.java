package io.procex.agent;

import io.procex.agent.start.InnerJar;
import java.lang.reflect.InvocationTargetException;

/**
 * The main class of {@code java -jar procex-agent.jar}. The commands are in a jar within the jar.
 */
public final class Command {
  private static final String MAIN = "io.procex.agent.cli.Main";

  private Command() {}

  /**
   * Runs one command.
   *
   * @throws IllegalStateException if an application calls it
   */
  public static void main(String[] arguments) throws Throwable {
    if (new Throwable().getStackTrace().length > 1) {
      throw new IllegalStateException("commands are run by java -jar procex-agent.jar");
    }
    try {
      commandLine().getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The main class of the commands, in a loader of its own. */
  private static Class<?> commandLine() throws Exception {
    return Class.forName(MAIN, true, InnerJar.ofCommands());
  }
}
