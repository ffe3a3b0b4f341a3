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

/** The agent attached to a JVM that has launched already. */
class AttachIT {
  private static void attach(long pid, String options) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
    jvm.loadAgent(Artifacts.agentJar().toString(), options);
    jvm.detach();
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void launchesAfterTheAttachmentGoThroughTheCore(Jdk jdk) throws Exception {
    HostJvm host = HostJvm.stock(jdk);
    if (jdk.feature() >= 21) {
      host.jvm("-XX:+EnableDynamicAgentLoading"); // else HotSpot prints a warning (JEP 451)
    }
    String report = Artifacts.reportChild().toString();
    try (Conversation conversation = new Conversation(host)) {
      String before = conversation.ask(report);
      attach(conversation.pid(), "LimitNOFILE=333");
      String after = conversation.ask(report);
      attach(conversation.pid(), "LimitNOFILE=444");
      String again = conversation.ask(report);
      assertTrue(before.contains("agent none\n"), before);
      assertTrue(after.contains("out fds 0 1 2\nout nofile 333 "), after);
      assertTrue(after.contains("agent 1 shared-table, 0 failed, 0 declined\n"), after);
      assertTrue(again.contains("agent 2 shared-table, 0 failed, 0 declined\n"), again);
      assertEquals("", conversation.end());
    }
  }
}
