package io.procex.it.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One host program under another agent: with that alone, and with ours before and after it. */
final class TwoAgents {
  private final Jdk jdk;
  private final String other;
  private final List<String> jvmArguments = new ArrayList<>();
  private Path[] classPath = {};

  /** The other agent, as the JVM's argument that loads it. */
  TwoAgents(Jdk jdk, String other) {
    this.jdk = jdk;
    this.other = other;
  }

  TwoAgents jvm(String... arguments) {
    jvmArguments.addAll(Arrays.asList(arguments));
    return this;
  }

  TwoAgents classPath(Path... entries) {
    classPath = entries;
    return this;
  }

  Result alone(Class<?> main, String... arguments) throws Exception {
    return run(List.of(other), main, arguments);
  }

  Result oursFirst(Class<?> main, String... arguments) throws Exception {
    return run(List.of(ours(), other), main, arguments);
  }

  Result oursLast(Class<?> main, String... arguments) throws Exception {
    return run(List.of(other, ours()), main, arguments);
  }

  private static String ours() {
    return "-javaagent:" + Artifacts.agentJar();
  }

  private Result run(List<String> agents, Class<?> main, String... arguments) throws Exception {
    return HostJvm.stock(jdk)
        .jvm(jvmArguments.toArray(new String[0]))
        .jvm(agents.toArray(new String[0]))
        .library(classPath)
        .run(main, arguments);
  }

  /** But for the lines in which our agent tells its status, both runs printed the same. */
  static void assertNothingElseIsPrinted(Result alone, Result both) {
    assertEquals(lines(alone.out()), lines(both.out()), both::toString);
    assertEquals(lines(alone.err()), lines(both.err()), both::toString);
    assertEquals(alone.exitCode(), both.exitCode(), both::toString);
  }

  private static List<String> lines(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("agent "))
        .map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d:\\d{3}", "TIME"))
        .toList();
  }
}
