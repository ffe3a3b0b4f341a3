package io.procex.it.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.SecondCopyAgent;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.MountNamespace;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.io.TempDir;

/** Several copies of the jar in one JVM: the first that came stays the one. */
class AttachAmongCopiesIT {
  @TempDir Path directory;

  private static void assertNamesTheFirst(String text) {
    assertTrue(text.contains("another copy is already installed: version "), text);
    assertTrue(text.contains(" from " + Artifacts.agentJar()), text);
  }

  @OnSomeJdks
  void copyThatWasThereFirstAnswersAndIsNamed(Jdk jdk) throws Exception {
    Path copy = Files.copy(Artifacts.agentJar(), directory.resolve("copy-" + jdk.feature()));
    AgentCommand ofCopy = new AgentCommand(copy);
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      String pid = Long.toString(host.pid());
      assertEquals(0, AgentCommand.run("attach", pid).exitCode());
      AgentCommand.Outcome outcome = ofCopy.execute("attach", pid, "LimitNOFILE=333");
      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertTrue(outcome.out().startsWith(pid + ": options re-read: "), outcome::toString);
      assertNamesTheFirst(outcome.out());
      String report = host.ask(Artifacts.reportChild().toString());
      assertTrue(report.contains("out nofile 333 "), report);
      Result.assertLaunchedByCore(1, report);
      AgentCommand.Outcome detached = ofCopy.execute("detach", pid);
      assertEquals(0, detached.exitCode(), detached::toString);
      assertNamesTheFirst(detached.out());
    }
  }

  private Path secondCopyAgent() throws Exception {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", SecondCopyAgent.class.getName());
    main.putValue("Can-Retransform-Classes", "true");
    main.putValue("Class-Path", Artifacts.hosts().toUri().toString());
    Path jar = directory.resolve("second.jar");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    return jar;
  }

  /** As in a container that has no copy of the jar: the JVM would print that it finds none. */
  @OnSomeJdks
  void jvmThatDoesNotSeeTheJarIsNotAsked(Jdk jdk) throws Exception {
    MountNamespace.assumePossible();
    Path hidden = Files.createDirectory(directory.resolve("hidden"));
    Path jar = Files.copy(Artifacts.agentJar(), hidden.resolve("agent.jar"));
    String script = "mount -t tmpfs tmpfs " + hidden + " && exec \"$@\"";
    HostJvm jvm = HostJvm.stock(jdk).by("unshare", "-m", "sh", "-c", script, "sh");
    try (Conversation host = new Conversation(jvm)) {
      host.ask("/bin/true"); // by now it has its own mounts
      AgentCommand.Outcome outcome =
          new AgentCommand(jar).execute("attach", Long.toString(host.pid()));
      outcome.assertIs(
          1,
          host.pid() + ": does not see " + jar + ": copy the jar to that path of its file system");
      assertEquals("", host.end());
    }
  }

  /** Its classes are not those of the first, but the bridge is there only once. */
  @OnSomeJdks
  void copyInAnotherClassLoaderIsRefused(Jdk jdk) throws Exception {
    Result result =
        HostJvm.withAgent(jdk, "reaper=pidfd")
            .jvm("-javaagent:" + secondCopyAgent() + "=" + Artifacts.agentJar())
            .run(SecondCopyAgent.class, Artifacts.reportChild().toString());
    assertEquals("", result.err());
    assertTrue(
        result.line("second ").contains("another copy of the agent is already installed"),
        result::toString);
    assertTrue(result.line("out nofile ").startsWith("1024 "), result::toString);
    result.assertLaunchedByCore(2);
  }
}
