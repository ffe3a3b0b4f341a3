package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Launch;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.LoadedClasses;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Launches of a JVM that has confined itself, by the agent and by the JDK. */
class LockdownLaunchesIT {
  @TempDir private Path directory;
  private String allowed;
  private String other;

  @BeforeEach
  void find() throws Exception {
    allowed = Path.of("/usr/bin/true").toRealPath().toString();
    other = Path.of("/usr/bin/false").toRealPath().toString();
  }

  private Path rules(String text) throws Exception {
    Path made = Files.writeString(directory.resolve("new"), text);
    return Files.move(made, directory.resolve("rules.yaml"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String allowing(String... executables) {
    return "version: 1\nrules: [{name: a, action: allow, executable: ['"
        + String.join("', '", executables)
        + "']}]\ndefault: {action: deny}\n";
  }

  @OnOneJdk
  void allowedProgramsAreLaunchedOnLowerRungsByAnyName(Jdk jdk) throws Exception {
    LandlockHere.assume();
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
    LandlockHere.assume();
    Path file = rules(allowing(allowed));
    HostJvm host = HostJvm.withAgent(jdk, "rules=" + file, "lockdown=exec-required");
    try (Conversation conversation = new Conversation(host)) {
      String pid = Long.toString(conversation.pid());
      assertTrue(conversation.ask(allowed).contains("exit 0"));
      rules(allowing(allowed, other));
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

  /** Of JDK 8 some go without the helper; POSIX_SPAWN is none of its Linux. */
  private static List<String> mechanisms(Jdk jdk) {
    return jdk.feature() < 11 ? List.of("VFORK", "FORK") : List.of("POSIX_SPAWN", "VFORK", "FORK");
  }

  @OnSomeJdks
  void jdkLaunchesByEachMechanismAfterADetach(Jdk jdk) throws Exception {
    LandlockHere.assume();
    Path file = rules(allowing(allowed));
    for (String mechanism : mechanisms(jdk)) {
      HostJvm host =
          HostJvm.withAgent(jdk, "rules=" + file, "lockdown=exec-required")
              .jvm("-Djdk.lang.Process.launchMechanism=" + mechanism);
      try (Conversation conversation = new Conversation(host)) {
        String pid = Long.toString(conversation.pid());
        assertEquals(0, AgentCommand.run("detach", pid).exitCode(), mechanism);
        assertTrue(conversation.ask(allowed).contains("exit 0"), mechanism);
        assertTrue(conversation.ask(other).contains("error"), mechanism);
      }
    }
  }

  @OnOneJdk
  void whatIsPutIntoAnAllowedDirectoryLaterIsLaunched(Jdk jdk) throws Exception {
    LandlockHere.assume();
    Path programs = Files.createDirectory(directory.toRealPath().resolve("programs"));
    Path file = rules(allowing(programs + "/**", allowed));
    HostJvm host = HostJvm.withAgent(jdk, "rules=" + file, "lockdown=exec-required");
    try (Conversation conversation = new Conversation(host)) {
      Path later = Files.copy(Path.of(allowed), programs.resolve("later"));
      assertTrue(conversation.ask(later.toString()).contains("exit 0"));
      Path outside = Files.copy(later, directory.toRealPath().resolve("outside"));
      assertTrue(conversation.ask(outside.toString()).contains("error"));
    }
  }

  @OnOneJdk
  void withoutTheOptionNoClassOfItIsLoadedAndNoCallMade(Jdk jdk) throws Exception {
    assumeTrue(jdk.feature() >= 9, "JDK 8 cannot write the classes to a file");
    Path file = rules(allowing(allowed));
    Path log = directory.resolve("classes.log");
    String[] calls = {"rt_tgsigqueueinfo=KILL", "landlock_create_ruleset=KILL", "seccomp=KILL"};
    assertEquals(Set.of(), loaded(jdk, log, "rules=" + file, calls));
    assertFalse(loaded(jdk, log, "rules=" + file + ",lockdown=exec", "accept4=EPERM").isEmpty());
  }

  /** The classes that only lockdown needs, of a JVM in which calls end it that only that needs. */
  private Set<String> loaded(Jdk jdk, Path log, String options, String... faults) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, options).jvm("-Xshare:auto", LoadedClasses.option(log));
    List<String> command = new ArrayList<>(List.of(Artifacts.fault().toString()));
    command.addAll(List.of(faults));
    command.add("--");
    Result result = host.by(command.toArray(new String[0])).run(Launch.class, allowed);
    assertTrue(result.out().contains("exit 0"), result::toString);
    Set<String> classes = LoadedClasses.in(log).named("io.procex.agent.");
    classes.removeIf(
        name -> !name.matches(".*[.](lockdown[.].*|LockdownAtStart|RulesLimit|AllowedPrograms)"));
    return classes;
  }
}
