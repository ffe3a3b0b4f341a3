package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A lockdown that comes by an attach, or by an agent that is named twice. */
class LockdownStartIT {
  private static final String DENY = "version: 1\ndefault: {action: deny}\n";

  @TempDir private Path directory;
  private Path deny;
  private Path allow;

  @BeforeEach
  void write() throws Exception {
    deny = Files.writeString(directory.resolve("deny"), DENY);
    String rule = "rules: [{name: a, action: allow, executable: /usr/bin/true}]\n";
    allow = Files.writeString(directory.resolve("allow"), rule + DENY);
  }

  private Result twice(Jdk jdk, String first, String second) throws Exception {
    Path copy = directory.resolve("copy.jar");
    if (!Files.exists(copy)) {
      Files.copy(Artifacts.agentJar(), copy);
    }
    return HostJvm.stock(jdk)
        .jvm(
            "-javaagent:" + Artifacts.agentJar() + "=" + first, "-javaagent:" + copy + "=" + second)
        .run(Launch.class, "/usr/bin/true");
  }

  @OnOneJdk
  void rulesOfASecondNamingThatAllowMoreEndTheStartIfItIsRequired(Jdk jdk) throws Exception {
    Result ended = twice(jdk, "rules=" + deny + ",lockdown=exec-required", "rules=" + allow);
    assertEquals(1, ended.exitCode(), ended::toString);
    assertTrue(ended.err().contains("allows more than the kernel does"), ended::toString);
    assertTrue(ended.err().contains("; the JVM is not started (lockdown)"), ended::toString);
  }

  @OnOneJdk
  void lockdownAfterAKillSwitchIsToldOnStderr(Jdk jdk) throws Exception {
    Result told = twice(jdk, "enabled=false", "lockdown=exec-required");
    assertTrue(told.out().contains("exit 0"), told::toString);
    assertTrue(
        told.err().startsWith("procex-agent: already started; with enabled=false"), told::toString);
  }

  @OnOneJdk
  void attachIsRefusedOnlyIfItIsRequired(Jdk jdk) throws Exception {
    for (String value : List.of("exec-required", "exec")) {
      HostJvm host = HostJvm.stock(jdk).env("PROCEX_LOCKDOWN", value);
      try (Conversation conversation = new Conversation(host)) {
        AgentCommand.Outcome attach =
            AgentCommand.run("attach", Long.toString(conversation.pid()), "UMask=0031");
        assertEquals(value.equals("exec") ? 0 : 1, attach.exitCode(), attach::toString);
        assertTrue(
            (attach.out() + attach.err()).contains("lockdown is not in force: it is possible at"),
            attach::toString);
      }
    }
  }
}
