package io.procex.it.attach;

import static io.procex.it.attach.AgentCommand.attach;
import static io.procex.it.attach.AgentCommand.detach;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The agent taken out of a running JVM. */
class DetachIT {
  private static final String REPORT = Artifacts.reportChild().toString();

  private static void assertDetached(long pid) throws Exception {
    detach(pid).assertIs(0, pid + ": detached: the JDK makes all launches again");
  }

  private static String child(String report) {
    return report.split("agent ", 2)[0];
  }

  private static String tally(String report) {
    return report.lines().filter(line -> line.startsWith("agent ")).findFirst().orElseThrow();
  }

  /** How many numbers are reserved. The hosts have no /dev/null of their own. */
  private static long reserved(long pid) throws Exception {
    return count(pid, "/dev/null");
  }

  private static long count(long pid, String target) throws Exception {
    try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return entries.filter(entry -> target(entry).equals(target)).count();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  @OnEachJdk
  void childrenAreThoseOfTheStockJdkAgain(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      String stock = host.ask(REPORT);
      assertEquals(0, attach(host.pid(), "LimitNOFILE=333").exitCode());
      String attached = host.ask(REPORT);
      assertTrue(attached.contains("out nofile 333 "), attached);
      assertDetached(host.pid());
      String detached = host.ask(REPORT);
      assertEquals(child(stock), child(detached));
      assertEquals("agent 1 shared-table, 0 failed, 0 fallbacks", tally(detached));
    }
  }

  @OnEachJdk
  void reservedDescriptorsAreGivenBack(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      String launch = host.ask("/bin/true");
      assertTrue(launch.startsWith("exit 0\n"), launch);
      assertEquals(0, reserved(host.pid()));
      assertEquals(0, attach(host.pid(), "").exitCode());
      assertTrue(reserved(host.pid()) > 30, "nothing was reserved");
      assertDetached(host.pid());
      assertEquals(0, reserved(host.pid()));
      awaitNone(host, "anon_inode:[eventpoll]");
      awaitNone(host, "anon_inode:[pidfd]");
    }
  }

  /** For tools such as CRIU. A thread that has just told of an end may still be on its way back. */
  private static void awaitNone(Conversation host, String target) throws Exception {
    final int launches = 1_000;
    for (int i = 0; i < launches && count(host.pid(), target) > 0; i++) {
      host.ask("/bin/true");
    }
    assertEquals(0, count(host.pid(), target), target);
  }

  /** Before the first launch, and so before there is a bridge or a library. */
  @OnEachJdk
  void agentFromTheStartIsTakenOutBeforeItsFirstLaunch(Jdk jdk) throws Exception {
    String stock;
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      stock = child(host.ask(REPORT));
    }
    try (Conversation host = new Conversation(HostJvm.withAgent(jdk))) {
      assertTrue(reserved(host.pid()) > 30, "nothing was reserved");
      assertDetached(host.pid());
      assertEquals(0, reserved(host.pid()));
      String report = host.ask(REPORT);
      assertEquals(stock, child(report));
      assertEquals("agent launches fall back to the JDK: the agent is detached", tally(report));
    }
  }

  @OnEachJdk
  void agentFromTheStartIsTakenOutAfterALaunch(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.withAgent(jdk, "strict=true"))) {
      String attached = host.ask(REPORT);
      assertTrue(attached.contains("out nofile 1024 "), attached);
      assertDetached(host.pid());
      assertEquals(tally(attached), tally(host.ask(REPORT)));
      assertEquals(0, reserved(host.pid()));
    }
  }

  @OnEachJdk
  void manyRoundsAreLikeTheFirst(Jdk jdk) throws Exception {
    final int rounds = 20;
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      String stock = child(host.ask(REPORT));
      for (int round = 1; round <= rounds; round++) {
        assertEquals(0, attach(host.pid(), "LimitNOFILE=" + (300 + round)).exitCode());
        String attached = host.ask(REPORT);
        assertTrue(attached.contains("out nofile " + (300 + round) + " "), attached);
        assertDetached(host.pid());
        String detached = host.ask(REPORT);
        assertEquals(stock, child(detached));
        assertTrue(detached.contains("fall back to the JDK: the agent is detached\n"), detached);
        assertEquals("agent " + round + " shared-table, 0 failed, 0 fallbacks", tally(detached));
        assertEquals(0, reserved(host.pid()));
      }
    }
  }

  @OnEachJdk
  void jvmWithoutTheAgentIsSaidToHaveNone(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      detach(host.pid()).assertIs(1, host.pid() + ": the agent is not installed");
      assertEquals(0, attach(host.pid(), "").exitCode());
      assertDetached(host.pid());
      detach(host.pid()).assertIs(1, host.pid() + ": the agent is not installed");
    }
  }
}
