package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.procex.hosts.Launch;
import io.procex.hosts.lockdown.TryWays;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The kernel holds the rules against native code, and against what children start. */
class LockdownIT {
  private static final List<String> TOOLS =
      List.of("env", "xargs", "find", "setsid", "nohup", "timeout", "perl", "awk", "sh");

  private static final List<String> THREADS =
      List.of("main: ", "native thread: ", "thread: ", "finalizer: ");

  @TempDir private Path directory;

  private Path rules(String text) throws Exception {
    Path made = Files.writeString(directory.resolve("new"), text);
    return Files.move(made, directory.resolve("rules.yaml"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Allows the tools that ways go through, the folder's program and its script. */
  private Path rulesForTools() throws Exception {
    StringBuilder text = new StringBuilder("version: 1\nrules:\n- name: tools\n  action: allow\n");
    text.append("  executable:\n");
    for (String tool : TOOLS) {
      Path path = Path.of("/usr/bin", tool);
      if (Files.exists(path)) {
        text.append("  - ").append(path.toRealPath()).append('\n');
      }
    }
    for (String name : List.of("allowed", "script.allowed")) {
      text.append("  - ").append(directory.toRealPath().resolve(name)).append('\n');
    }
    return rules(text.append("default: {action: deny}\n").toString());
  }

  private Result tryWays(HostJvm host) throws Exception {
    Path folder = directory.toRealPath();
    Files.copy(Artifacts.nativeProgram("sign_child"), folder.resolve("allowed"));
    Path script =
        Files.writeString(folder.resolve("script.allowed"), "#!/usr/bin/env sh\nexit 7\n");
    assertTrue(script.toFile().setExecutable(true));
    return host.env("WITNESS_SIGN", folder.resolve("unused").toString())
        .run(
            TryWays.class,
            Artifacts.nativeProgram("jni_ways.so").toString(),
            folder.toString(),
            Artifacts.nativeProgram("sign_child").toString(),
            folder.resolve("allowed").toString(),
            script.toString(),
            folder.resolve("witness").toString());
  }

  private static void assertNoWayIsOpen(Jdk jdk, Result result) {
    for (String thread : THREADS) {
      assertEquals("", result.line(thread), result::toString);
    }
    if (jdk.feature() >= 22) {
      assertEquals("", result.line("foreign: "), result::toString);
    }
  }

  /** Else ways by these tools would be closed because the tools themselves cannot be executed. */
  private static void assertToolsWork(Result result) {
    List<String> working = List.of(result.line("tools: ").split(" "));
    assertTrue(working.containsAll(List.of("system", "popen", "posix_spawn")), result::toString);
    for (String tool : TOOLS) {
      boolean isHere = Files.exists(Path.of("/usr/bin", tool));
      assertEquals(isHere, working.contains(tool), () -> tool + result);
    }
  }

  @OnOneJdk
  void doctorSaysWhatTheKernelSays(Jdk jdk) throws Exception {
    String out = AgentCommand.run("doctor").out();
    assertEquals(LandlockHere.isEnough(), out.contains("possible by this kernel: "), out);
    assertEquals(!LandlockHere.isEnough(), out.contains("only if the rules allow no program"), out);
    assertEquals(LandlockHere.takesAllThreads(), out.contains("all threads at once"), out);
  }

  @OnOneJdk
  void withoutItNearlyAllWaysAreOpenInEachThread(Jdk jdk) throws Exception {
    Path rules = rulesForTools();
    Result result = tryWays(HostJvm.withAgent(jdk, "rules=" + rules));
    for (String thread : THREADS) {
      assertTrue(result.line(thread).split(" ").length >= 30, result::toString);
    }
  }

  @OnSomeJdks
  void onlyAllowedProgramsAreExecutedFromAnyThread(Jdk jdk) throws Exception {
    LandlockHere.assume();
    Path rules = rulesForTools();
    Result result = tryWays(HostJvm.withAgent(jdk, "rules=" + rules, "lockdown=exec-required"));
    assertNoWayIsOpen(jdk, result);
    assertToolsWork(result);
    assertEquals(0, result.exitCode());
    assertTrue(result.out().contains("launched 0\nlaunched 7\nfailed "), result::toString);
    assertTrue(result.out().contains("log: lockdown: "), result::toString);
    assertTrue(result.line("agent ").startsWith("2 shared-table"), result::toString);
  }

  @OnSomeJdks
  void nothingIsExecutedFromAnyThreadIfRulesAllowNothing(Jdk jdk) throws Exception {
    Path rules = rules("version: 1\ndefault: {action: deny}\n");
    Result result = tryWays(HostJvm.withAgent(jdk, "rules=" + rules, "lockdown=exec-required"));
    assertNoWayIsOpen(jdk, result);
    assertEquals("", result.line("tools: "), result::toString);
    assertFalse(result.out().contains("launched "), result::toString);
    assertTrue(result.out().contains("no program can be executed"), result::toString);
  }

  private static String allowing(String... executables) {
    return "version: 1\nrules: [{name: a, action: allow, executable: ["
        + String.join(", ", executables)
        + "]}]\ndefault: {action: deny}\n";
  }

  @OnOneJdk
  void withoutLandlockItIsToldOnceOrEndsTheStart(Jdk jdk) throws Exception {
    Path file = rules(allowing("/usr/bin/true"));
    Result told = withoutLandlock(jdk, "rules=" + file, "lockdown=exec");
    assertTrue(told.out().contains("exit 0"), told::toString);
    assertEquals(1, told.err().lines().count(), told::toString);
    assertTrue(
        told.err().startsWith("procex-agent: lockdown=exec is not in force: it needs Landlock"),
        told::toString);
    for (String option : List.of("lockdown=exec-required", "lockdown=exec,strict=true")) {
      Result ended = withoutLandlock(jdk, "rules=" + file, option);
      assertEquals(1, ended.exitCode(), ended::toString);
      assertTrue(ended.err().contains("; the JVM is not started (lockdown)"), ended::toString);
    }
  }

  private static Result withoutLandlock(Jdk jdk, String... options) throws Exception {
    return with("landlock_create_ruleset=ENOSYS", jdk, options);
  }

  private static Result with(String fault, Jdk jdk, String... options) throws Exception {
    return HostJvm.withAgent(jdk, options)
        .by(Artifacts.fault().toString(), fault, "--")
        .run(Launch.class, "/usr/bin/true");
  }

  @OnOneJdk
  void ifThreadsCannotBeToldNothingIsHeldOrTheStartEnds(Jdk jdk) throws Exception {
    LandlockHere.assume();
    assumeFalse(LandlockHere.takesAllThreads(), "this kernel confines all threads at once");
    Path file = rules(allowing("/usr/bin/true"));
    Result told = with("rt_tgsigqueueinfo=EAGAIN", jdk, "rules=" + file, "lockdown=exec");
    assertTrue(told.out().contains("exit 0"), told::toString);
    assertTrue(told.err().contains("threads cannot be told by a signal: EAGAIN"), told::toString);
    Result ended = with("rt_tgsigqueueinfo=EAGAIN", jdk, "rules=" + file, "lockdown=exec-required");
    assertEquals(1, ended.exitCode(), ended::toString);
    assertFalse(ended.out().contains("exit"), ended::toString);
  }

  @OnOneJdk
  void rulesThatCannotBeToldTheKernelEndTheStartIfItIsRequired(Jdk jdk) throws Exception {
    for (String text :
        List.of(
            "version: 1\n",
            "version: 1\nmode: monitor\ndefault: {action: deny}\n",
            "version: 1\nrules: [{name: x, action: allow}]\ndefault: {action: deny}\n",
            allowing("/**/true"))) {
      Path file = rules(text);
      Result result =
          HostJvm.withAgent(jdk, "rules=" + file, "lockdown=exec-required")
              .run(Launch.class, "/usr/bin/true");
      assertEquals(1, result.exitCode(), text + result);
      assertTrue(result.err().contains("lockdown=exec-required is not in force: "), text + result);
    }
  }
}
