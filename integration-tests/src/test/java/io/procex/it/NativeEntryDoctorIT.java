package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.tools.attach.VirtualMachine;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What doctor, list and status tell of the native entry in a JVM that runs. */
class NativeEntryDoctorIT {
  private static final String OFF = "is switched off (enabled=false)";

  private static final Path SHM = Path.of("/dev/shm");

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.some();
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

  private static HostJvm under(HostJvm jvm, String... filters) {
    List<String> command = new ArrayList<>(List.of(Artifacts.fault().toString()));
    command.addAll(List.of(filters));
    command.add("--");
    return jvm.by(command.toArray(String[]::new));
  }

  /** Kernels and filters that have no memfd_create. */
  @ParameterizedTest
  @MethodSource("jdks")
  void withoutMemfdAllIsToldAsWell(Jdk jdk) throws Exception {
    assumeTrue(
        Files.isDirectory(SHM) && Files.getFileStore(SHM).type().equals("tmpfs"), "no /dev/shm");
    HostJvm jvm = under(HostJvm.withEntry(jdk, "jmx=true"), "memfd_create=ENOSYS");
    try (Conversation host = new Conversation(jvm)) {
      assertTrue(listed(host).contains("native entry, no launch yet"), listed(host));
      host.ask("/bin/true");
      assertTrue(listed(host).contains("native entry launches"), listed(host));
      String status = AgentCommand.run("status", Long.toString(host.pid())).out();
      assertTrue(status.contains("launches: 1 by the core, 0 failed, 0 fallbacks"), status);
      assertTrue(status.contains("option 'jmx' (agent argument) is not an option "), status);
      assertTells(doctor(1, host), "the native entry has the launches, by the rung shared-table");
      assertFalse(Files.exists(SHM.resolve("procex-entry-" + host.pid())));
    }
  }

  /** It is not taken for one that is switched off, or for none. */
  @ParameterizedTest
  @MethodSource("jdks")
  void entryThatCannotTellOfItselfIsSeen(Jdk jdk) throws Exception {
    HostJvm jvm = under(HostJvm.withEntry(jdk), "memfd_create=ENOSYS", "unlinkat=EPERM");
    try (Conversation host = new Conversation(jvm)) {
      host.ask("/bin/true");
      String pid = Long.toString(host.pid());
      String silent = pid + ": the native entry reports nothing: its library is loaded, ";
      assertTrue(listed(host).contains("native entry, reports nothing"), listed(host));
      assertTells(doctor(1, host), silent);
      AgentCommand.Outcome status = AgentCommand.run("status", pid);
      assertEquals(1, status.exitCode(), status.toString());
      assertTrue(status.err().startsWith(silent), status.toString());
    }
  }

  /** Where the flag stands, in files too, and where the library is looked for by its name. */
  @ParameterizedTest
  @MethodSource("jdks")
  void flagsInFilesAndNamesAreTold(Jdk jdk) throws Exception {
    Path place = Files.createDirectory(directory.resolve("lib" + jdk.feature()));
    Path library = Files.copy(Artifacts.nativeLibrary(), place.resolve("libprocex.so"));
    HostJvm jvm = HostJvm.stock(jdk).in(directory).env("LD_LIBRARY_PATH", place.toString());
    List<String> told = new ArrayList<>(List.of(" flag command line -agentlib:procex=sweep=off"));
    if (jdk.feature() > 8) {
      Files.writeString(directory.resolve("args"), "# \n\"-agentpath:" + library + "\" -ea");
      Files.writeString(directory.resolve("vm"), "-agentpath:" + library + "=jmx=true");
      jvm.env("JDK_JAVA_OPTIONS", "@args").jvm("@args", "-XX:VMOptionsFile=vm");
      told.add(" flag JDK_JAVA_OPTIONS, @args -agentpath:" + library);
      told.add(" flag @args -agentpath:" + library);
      told.add(" flag command line, VMOptionsFile vm -agentpath:" + library + "=jmx=true");
    }
    try (Conversation host = new Conversation(jvm.jvm("-agentlib:procex=sweep=off"))) {
      host.ask("/bin/true");
      String text = doctor(jdk.feature() > 8 ? 1 : 0, host);
      assertTells(text, told.toArray(String[]::new));
      assertTells(text, " entry launches 1 by the core");
      assertFalse(text.contains("at its next start"), text);
      Files.deleteIfExists(directory.resolve("args"));
      Files.deleteIfExists(directory.resolve("vm"));
    }
  }

  /** The launcher of JDK 8 does not read that variable. */
  @Test
  void flagThatTheJvmHasNotReadIsNoEntry() throws Exception {
    Jdk jdk = Jdk.all().get(0);
    assumeTrue(jdk.feature() == 8, "no JDK 8");
    HostJvm jvm = HostJvm.stock(jdk);
    jvm.env("JDK_JAVA_OPTIONS", "-agentpath:" + Artifacts.oneFile());
    try (Conversation host = new Conversation(jvm)) {
      assertTells(doctor(1, host), "the JDK's, for this JVM has not loaded what its flag names");
      assertTrue(listed(host).contains(" no "), listed(host));
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
