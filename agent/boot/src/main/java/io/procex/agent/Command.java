package io.procex.agent;

import io.procex.agent.start.InnerJar;
import java.lang.reflect.InvocationTargetException;

/** {@code java -jar procex-agent.jar}. The command line is a jar within the jar. */
public final class Command {
  private static final String MAIN = "io.procex.agent.cli.Main";

  private Command() {}

  /**
   * Runs one command.
   *
   * @throws IllegalStateException where an application calls it
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

  /** The class that understands commands. */
  private static Class<?> commandLine() throws Exception {
    return Class.forName(MAIN, true, InnerJar.ofCommands());
  }
}
