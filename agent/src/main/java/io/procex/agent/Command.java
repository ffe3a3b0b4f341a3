package io.procex.agent;

import io.procex.agent.start.Inner;
import io.procex.agent.start.InnerJar;
import java.lang.reflect.InvocationTargetException;

/** {@code java -jar procex-agent.jar}. The command line is a jar within the jar, as in Inner. */
public final class Command {
  static final String JAR = "META-INF/procex-agent/command-line.jar";
  private static final String MAIN = "io.procex.agent.cli.Main";

  private Command() {}

  /** Runs one command. */
  public static void main(String[] arguments) throws Throwable {
    try {
      commandLine().getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The class that understands commands. */
  public static Class<?> commandLine() throws Exception {
    return Class.forName(MAIN, true, InnerJar.open(Inner.loader(), JAR));
  }
}
