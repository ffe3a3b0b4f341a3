package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.hosts.LaunchWithVariable;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.util.ArrayList;
import java.util.List;

/** Children that are JVMs, and find the agent in their environment. */
class NestedJvmIT {
  private static final String CORE = Result.launchedByCore(1);

  private static String flag(String options) {
    return "-javaagent:" + Artifacts.agentJar() + options;
  }

  /** A command that launches, in so many JVMs inside each other, what reports on itself. */
  private static String[] nested(Jdk jdk, int depth) throws Exception {
    List<String> command = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      command.add(jdk.java().toString());
      command.add("-javaagent:" + Artifacts.statusAgent());
      command.addAll(List.of("-cp", Artifacts.hosts().toString()));
      command.add(Launch.class.getName());
    }
    command.add(Artifacts.reportChild().toString());
    return command.toArray(new String[0]);
  }

  @OnSomeJdks
  void childrenLaunchThroughTheCoreToo(Jdk jdk) throws Exception {
    Result result =
        HostJvm.stock(jdk).env("JAVA_TOOL_OPTIONS", flag("")).run(Launch.class, nested(jdk, 2));
    assertEquals(CORE, result.line("agent "), result::toString);
    assertEquals(CORE, result.line("out agent "), result::toString);
    assertEquals(CORE, result.line("out out agent "), result::toString);
    assertEquals("fds 0 1 2", result.line("out out out "), result::toString);
    assertEquals("1024", result.line("out out out nofile ").split(" ", 2)[0], result::toString);
  }

  @OnSomeJdks
  void strippedChildrenAreStock(Jdk jdk) throws Exception {
    Result result =
        HostJvm.stock(jdk)
            .env("JAVA_TOOL_OPTIONS", flag("=children=strip"))
            .run(Launch.class, nested(jdk, 1));
    assertEquals(CORE, result.line("agent "), result::toString);
    assertEquals("none", result.line("out agent "), result::toString);
    assertFalse(result.out().contains("Picked up"), result::toString);
  }

  @OnSomeJdks
  void strippedChildrenKeepAllOtherOptions(Jdk jdk) throws Exception {
    Result result =
        HostJvm.stock(jdk)
            .env("JAVA_TOOL_OPTIONS", "-Done=1 " + flag("=children=strip") + " -Dtwo='2 2'")
            .run(Launch.class, nested(jdk, 1));
    assertEquals("none", result.line("out agent "), result::toString);
    assertEquals(
        "-Done=1 -Dtwo='2 2'", result.line("out Picked up JAVA_TOOL_OPTIONS: "), result::toString);
  }

  /** With an environment of its own, which holds what the parent's holds and more. */
  @OnSomeJdks
  void changedEnvironmentsAreStrippedToo(Jdk jdk) throws Exception {
    String[] command = {"MARK=1", "env"};
    Result kept =
        HostJvm.stock(jdk).env("_JAVA_OPTIONS", flag("")).run(LaunchWithVariable.class, command);
    Result stripped =
        HostJvm.stock(jdk)
            .env("_JAVA_OPTIONS", flag("=children=strip"))
            .run(LaunchWithVariable.class, command);
    assertEquals(flag(""), kept.line("_JAVA_OPTIONS="));
    assertFalse(stripped.out().contains("_JAVA_OPTIONS="), stripped::toString);
    assertTrue(stripped.out().contains("MARK=1\n"), stripped::toString);
    assertEquals(CORE, stripped.line("agent "), stripped::toString);
  }
}
