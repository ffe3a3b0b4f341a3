package io.procex.it.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.it.support.Artifacts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * The command line of a jar, run in the test's own JVM: by the same code as {@code java -jar}, but
 * without the start of a JVM for each command.
 */
public final class AgentCommand {
  private static final AgentCommand BUILT = new AgentCommand(Artifacts.agentJar());

  private final Method run;

  /** That of another copy of the jar. */
  public AgentCommand(Path jar) {
    try {
      URL[] urls = {jar.toUri().toURL()};
      ClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
      Class<?> commandLine = Artifacts.commandLine(loader);
      run = commandLine.getMethod("run", PrintWriter.class, PrintWriter.class, String[].class);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a command said and returned. */
  public record Outcome(int exitCode, String out, String err) {
    /** Checks all three; the text is that of stdout after a success, else of stderr. */
    public void assertIs(int expectedCode, String expectedText) {
      String failed = expectedCode == 0 ? "" : expectedText + "\n";
      String done = expectedCode == 0 ? expectedText + "\n" : "";
      assertEquals(failed, err);
      assertEquals(done, out);
      assertEquals(expectedCode, exitCode);
    }
  }

  public Outcome execute(String... arguments) throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        (Integer)
            run.invoke(null, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  /** Runs a command of the jar under test. */
  public static Outcome run(String... arguments) throws Exception {
    return BUILT.execute(arguments);
  }

  public static Outcome attach(long pid, String options) throws Exception {
    return run("attach", Long.toString(pid), options);
  }

  static Outcome detach(long pid) throws Exception {
    return run("detach", Long.toString(pid));
  }
}
