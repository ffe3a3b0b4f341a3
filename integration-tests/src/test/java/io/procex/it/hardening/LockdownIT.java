package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Launch;
import io.procex.hosts.lockdown.TryWays;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
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

  /** The command doctor says so, by the agent itself. */
  private static boolean isPossible() throws Exception {
    String out = AgentCommand.run("doctor").out();
    boolean isPossible = out.contains("possible by this kernel: ");
    assertTrue(isPossible || out.contains("only if the rules allow no program"), out);
    return isPossible;
  }

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
    assumeTrue(isPossible(), "this kernel has no Landlock, or too old a one");
    Path rules = rulesForTools();
    Result result = tryWays(HostJvm.withAgent(jdk, "rules=" + rules, "lockdown=exec-required"));
    assertNoWayIsOpen(jdk, result);
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
    assertFalse(result.out().contains("launched "), result::toString);
    assertTrue(result.out().contains("no program can be executed"), result::toString);
  }

  @OnOneJdk
  void allowedProgramsAreLaunchedOnLowerRungsByAnyName(Jdk jdk) throws Exception {
    assumeTrue(isPossible(), "this kernel has no Landlock, or too old a one");
    Path file = rules(allowing(Path.of("/usr/bin/env").toRealPath().toString()));
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("/usr/bin/env"));
    List<String> faults =
        List.of("close_range:2:2=EINVAL", "close_range=ENOSYS", "execveat=ENOSYS");
    List<String> names = List.of("env", "/usr/bin/env", link.toString());
    for (int i = 0; i < faults.size(); i++) {
      Result result =
          HostJvm.withAgent(jdk, "rules=" + file, "lockdown=exec-required")
              .by(Artifacts.fault().toString(), faults.get(i), "--")
              .run(Launch.class, names.get(i));
      assertTrue(result.out().contains("exit 0"), faults.get(i) + result);
      assertTrue(result.line("agent ").startsWith("1 "), faults.get(i) + result);
    }
  }

  @OnOneJdk
  void rulesAreOnlyNarrowedAndStayAfterADetach(Jdk jdk) throws Exception {
    assumeTrue(isPossible(), "this kernel has no Landlock, or too old a one");
    String allowed = Path.of("/usr/bin/true").toRealPath().toString();
    String other = Path.of("/usr/bin/false").toRealPath().toString();
    Path file = rules(allowing(allowed));
    HostJvm host = HostJvm.withAgent(jdk, "rules=" + file, "lockdown=exec-required");
    try (Conversation conversation = new Conversation(host)) {
      String pid = Long.toString(conversation.pid());
      assertTrue(conversation.ask(allowed).contains("exit 0"));
      rules(allowing(allowed + ", " + other));
      AgentCommand.Outcome reload = AgentCommand.run("reload", pid);
      assertEquals(1, reload.exitCode(), reload::toString);
      assertTrue(reload.err().contains("allows more than the kernel"), reload::toString);
      assertTrue(reload.err().contains(other), reload::toString);
      AgentCommand.Outcome attach = AgentCommand.run("attach", pid);
      assertTrue(attach.err().contains("there have to be rules"), attach::toString);
      AgentCommand.Outcome status = AgentCommand.run("status", pid);
      assertTrue(status.out().contains("files can be executed, by Landlock"), status::toString);
      assertEquals(0, AgentCommand.run("detach", pid).exitCode());
      assertTrue(conversation.ask(allowed).contains("exit 0"), "the JDK's own way");
      assertTrue(conversation.ask(other).contains("error"), "the kernel stays");
    }
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
    return HostJvm.withAgent(jdk, options)
        .by(Artifacts.fault().toString(), "landlock_create_ruleset=ENOSYS", "--")
        .run(Launch.class, "/usr/bin/true");
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
