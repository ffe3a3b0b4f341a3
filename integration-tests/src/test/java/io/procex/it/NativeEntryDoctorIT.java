package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What doctor, list and status tell of the native entry in a JVM that runs. */
class NativeEntryDoctorIT {
  private static final String OFF = "is switched off (enabled=false)";

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  private static String doctor(int exitCode, Conversation host) throws Exception {
    AgentCommand.Outcome outcome = AgentCommand.run("doctor", Long.toString(host.pid()));
    assertEquals(exitCode, outcome.exitCode(), outcome.toString());
    assertEquals("", outcome.err());
    return outcome.out();
  }

  private static void assertTells(String text, String... lines) {
    for (String line : lines) {
      assertTrue(text.lines().anyMatch(l -> l.replaceAll(" +", " ").contains(line)), text);
    }
  }

  private static String listed(Conversation host) throws Exception {
    String all = AgentCommand.run("list").out();
    return all.lines().filter(l -> l.contains(" " + host.pid() + " ")).findFirst().orElseThrow();
  }

  /** Where the flag stands, which copy has the launches, and what is wrong with the options. */
  @ParameterizedTest
  @MethodSource("jdks")
  void flagsOptionsAndCopiesAreTold(Jdk jdk) throws Exception {
    Path copy = Files.copy(Artifacts.nativeLibrary(), directory.resolve(jdk + ".procex.so"));
    String first = "-agentpath:" + Artifacts.oneFile() + "=LimitNOFILE=300,jmx=true";
    HostJvm jvm = HostJvm.stock(jdk).env("JAVA_TOOL_OPTIONS", first).jvm("-agentpath:" + copy);
    try (Conversation host = new Conversation(jvm)) {
      assertTells(doctor(1, host), ": the native entry has the launches; there was none yet");
      host.ask("/bin/true");
      Files.delete(copy);
      assertTells(
          doctor(1, host),
          host.pid() + ": the native entry has the launches, by the rung shared-table",
          " flag JAVA_TOOL_OPTIONS " + first,
          " flag command line -agentpath:" + copy,
          " at its next start there is no file " + copy,
          " copies of the library 2",
          " entry options enabled=true,strict=false,LimitNOFILE=300:300,",
          " entry is off: forkAndExec is bound to the jar, ",
          " entry is in force",
          " entry launches 1 by the core, 0 failed, 0 fallbacks",
          " entry problem option 'jmx' (agent argument) is not an option of the native entry");
      String json = AgentCommand.run("doctor", "--json", "" + host.pid()).out();
      assertTrue(json.startsWith("{\"healthy\":false,\"verdict\":\"the native entry"), json);
    }
  }

  /** The bare library is mapped under its name: that was taken for the jar's. */
  @ParameterizedTest
  @MethodSource("jdks")
  void switchedOffItIsNotTakenForTheJar(Jdk jdk) throws Exception {
    HostJvm jvm = HostJvm.stock(jdk).env("PROCEX_ENABLED", "false");
    jvm.jvm("-agentpath:" + Artifacts.nativeLibrary());
    try (Conversation host = new Conversation(jvm)) {
      host.ask("/bin/true");
      assertTrue(listed(host).contains("native entry, off"), listed(host));
      assertTells(doctor(1, host), "the native entry reports nothing: it " + OFF);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void switchedOffLaterItIsNotInForce(Jdk jdk) throws Exception {
    HostJvm jvm = HostJvm.withEntry(jdk);
    if (jdk.feature() > 8) {
      jvm.jvm("-XX:+EnableDynamicAgentLoading");
    }
    try (Conversation host = new Conversation(jvm)) {
      host.ask("/bin/true");
      assertTells(doctor(0, host), "the native entry has the launches, by the rung shared-table");
      VirtualMachine vm = VirtualMachine.attach(Long.toString(host.pid()));
      try {
        vm.loadAgentPath(Artifacts.oneFile().toString(), "enabled=false");
      } catch (com.sun.tools.attach.AgentLoadException e) {
        assertTrue(e.getMessage().endsWith(": 0"), e.getMessage()); // JDK 8's word for success
      } finally {
        vm.detach();
      }
      assertTells(doctor(1, host), "the native entry is off, launches are the JDK's: it " + OFF);
      assertTrue(listed(host).contains("native entry, off"), listed(host));
      String status = AgentCommand.run("status", Long.toString(host.pid())).out();
      assertTrue(status.contains("inForce: false\n"), status);
      assertTrue(status.contains(OFF), status);
    }
  }

  @Test
  void whatHasNoEntryIsToldToo() throws Exception {
    Jdk jdk = Jdk.all().get(0);
    try (Conversation stock = new Conversation(HostJvm.stock(jdk));
        Conversation jar = new Conversation(HostJvm.withAgent(jdk))) {
      assertTells(doctor(1, stock), stock.pid() + ": no agent: launches are the JDK's");
      assertFalse(doctor(1, stock).contains("entry"));
      assertTells(doctor(0, jar), ": the jar (-javaagent) has the launches");
    }
    AgentCommand.run("doctor", "1000000000").assertIs(1, "1000000000: no such process");
    AgentCommand.Outcome own = AgentCommand.run("doctor", "1");
    assertEquals(1, own.exitCode());
    assertTrue(own.err().startsWith("1: "), own.err());
  }
}
