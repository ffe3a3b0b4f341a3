package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Options of an agent that is attached: none of them can end the JVM. */
class AttachOptionsIT {
  private static void attach(Conversation host, String options) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(Long.toString(host.pid()));
    jvm.loadAgent(Artifacts.agentJar().toString(), options);
    jvm.detach();
  }

  /** Since 21 HotSpot warns of every agent that is attached (JEP 451). */
  private static void assertOnlyTheJvmsWarning(Jdk jdk, String errors) {
    if (jdk.feature() < 21) {
      assertEquals("", errors);
      return;
    }
    assertTrue(errors.startsWith("WARNING: A Java agent has been loaded dynamically"), errors);
    assertTrue(errors.lines().allMatch(line -> line.startsWith("WARNING: ")), errors);
    assertEquals(4, errors.lines().count(), errors);
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void onlyTheJvmItselfSpeaksOfTheAttachment(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      attach(host, "");
      String launch = host.ask("/bin/true");
      assertTrue(launch.contains("agent 1 shared-table, 0 failed, 0 declined\n"), launch);
      assertOnlyTheJvmsWarning(jdk, host.end());
    }
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void strictWithAWrongOptionDoesNotEndTheJvm(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      attach(host, "strict=true,tmpdri=/tmp");
      String launch = host.ask("/bin/true");
      assertTrue(launch.contains("log: unknown option 'tmpdri' (agent argument)"), launch);
      assertTrue(launch.startsWith("exit 0\n"), launch);
      assertOnlyTheJvmsWarning(jdk, host.end());
    }
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void strictWithoutALibraryRefusesLaunchesAlone(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      attach(host, "strict=true,native=/no/such.so");
      String launch = host.ask("/bin/true");
      assertTrue(
          launch.contains("cause java.io.IOException: procex-agent: launch declined: "), launch);
      assertTrue(launch.contains("/no/such.so"), launch);
      assertOnlyTheJvmsWarning(jdk, host.end());
    }
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void killSwitchLeavesTheStockJdk(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      String stock = host.ask(Artifacts.reportChild().toString()).split("agent ", 2)[0];
      attach(host, "enabled=false");
      String report = host.ask(Artifacts.reportChild().toString());
      assertTrue(report.startsWith(stock), report);
      assertTrue(report.contains("agent no launch was attempted, 0 failed, 0 declined\n"), report);
      assertOnlyTheJvmsWarning(jdk, host.end());
    }
  }
}
