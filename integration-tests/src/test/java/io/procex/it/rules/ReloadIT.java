package io.procex.it.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.io.TempDir;

/** A new version of the file of rules in a JVM that runs. */
class ReloadIT {
  private static final String DENY_TRUE =
      """
      version: 1
      mode: enforce
      rules:
        - name: no-true
          executable: /**/true
          action: deny
      """;
  private static final String ALLOW = "version: 1\nmode: enforce\n";
  private static final String BROKEN = "version: 1\nmode: enforce\nrules: none\n";

  private static final int LENGTH = 200;

  @TempDir private Path directory;

  /** Puts a version in place as a whole; by length and time all are one, as after rsync -t. */
  private Path put(String text) throws Exception {
    String padded = text + "#".repeat(LENGTH - text.length());
    Path made = Files.writeString(directory.resolve("new"), padded);
    Files.setLastModifiedTime(made, FileTime.fromMillis(1_000_000_000_000L));
    return Files.move(made, directory.resolve("rules.yaml"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static HostJvm host(Jdk jdk, String... options) {
    HostJvm host = HostJvm.withAgent(jdk, options);
    return jdk.feature() >= 21 ? host.jvm("-XX:+EnableDynamicAgentLoading") : host;
  }

  @OnOneJdk
  void reloadTakesANewVersionOverAndRefusesABrokenOne(Jdk jdk) throws Exception {
    Path rules = put(ALLOW);
    try (Conversation host = new Conversation(host(jdk, "rules=" + rules))) {
      String pid = Long.toString(host.pid());
      assertTrue(host.ask("true").contains("exit 0"));
      put(DENY_TRUE);
      assertTrue(host.ask("true").contains("exit 0"), "nobody has told the JVM");
      assertEquals(0, AgentCommand.run("reload", pid).exitCode());
      assertTrue(host.ask("true").contains("13"));
      put(BROKEN);
      AgentCommand.Outcome refused = AgentCommand.run("reload", pid);
      assertEquals(1, refused.exitCode(), refused::toString);
      assertTrue(refused.err().contains("rules.yaml:3:8: "), refused::toString);
      assertTrue(host.ask("true").contains("13"), "the old one stays");
      AgentCommand.Outcome status = AgentCommand.run("status", pid);
      assertTrue(status.out().contains("rules: 1 rule"), status::toString);
    }
  }

  @OnOneJdk
  void launchesThatWatchTheFileTakeItOverByThemselves(Jdk jdk) throws Exception {
    Path rules = put(ALLOW);
    try (Conversation host = new Conversation(host(jdk, "rules=" + rules, "rules.watch=launch"))) {
      assertTrue(host.ask("true").contains("exit 0"));
      put(DENY_TRUE);
      // A launch looks at most once a second.
      String answer = host.askUntil("true", given -> !given.contains("exit 0"));
      assertTrue(answer.contains("13"), answer);
    }
  }

  @OnOneJdk
  void fileThatWasBrokenFromTheStartIsTakenOverOnceItIsMended(Jdk jdk) throws Exception {
    Path rules = put(BROKEN);
    try (Conversation host = new Conversation(host(jdk, "rules=" + rules, "rules.watch=launch"))) {
      assertTrue(host.ask("true").contains("launch declined: "), "broken");
      put(ALLOW);
      String answer = host.askUntil("true", given -> !given.contains("launch declined: "));
      assertTrue(answer.contains("exit 0"), answer);
    }
  }

  /** Which would have the look at the file throw into the application. */
  @OnOneJdk
  void applicationThatMayNotReadTheFileDoesNotNotice(Jdk jdk) throws Exception {
    assumeTrue(jdk.feature() < 24, "JDK 24 has no security manager (JEP 486)");
    Path rules = put(ALLOW);
    Path policy =
        Files.writeString(
            directory.resolve("policy"),
            """
            grant codeBase "%s" { permission java.security.AllPermission; };
            grant { permission java.io.FilePermission "<<ALL FILES>>", "execute"; };
            """
                .formatted(Artifacts.agentJar().toUri()));
    HostJvm managed =
        host(jdk, "rules=" + rules, "rules.watch=launch")
            .jvm("-Djava.security.manager", "-Djava.security.policy==" + policy);
    try (Conversation host = new Conversation(managed)) {
      assertTrue(host.ask("true").contains("exit 0"));
      put(DENY_TRUE);
      String answer = host.askUntil("true", given -> !given.contains("exit 0"));
      assertTrue(answer.contains("exception java.io.IOException: "), answer);
    }
  }

  @OnOneJdk
  void withoutRulesThereIsNothingToReload(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(host(jdk))) {
      host.ask("true");
      AgentCommand.Outcome refused = AgentCommand.run("reload", Long.toString(host.pid()));
      assertEquals(1, refused.exitCode(), refused::toString);
      assertTrue(refused.err().contains("the option 'rules' is not set"), refused::toString);
    }
  }
}
