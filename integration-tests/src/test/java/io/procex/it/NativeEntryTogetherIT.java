package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.VirtualMachine;
import io.procex.hosts.Launch;
import io.procex.hosts.TellEntry;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The native entry when it comes late, and beside the jar or another copy; and the commands. */
class NativeEntryTogetherIT {
  private static final String LIMIT = "sh -c ulimit${IFS}-Sn";
  private static final String[] SHOW = {
    Launch.class.getName(), "sh", "-c", "echo limit $(ulimit -Sn)"
  };

  /** Which JDK 21 and later ask for. */
  private static final String MAY_ATTACH = "-XX:+EnableDynamicAgentLoading";

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.some();
  }

  /** What Agent_OnAttach has returned. */
  private static int load(Conversation host, Path library, String options) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(Long.toString(host.pid()));
    try {
      jvm.loadAgentPath(library.toString(), options);
      return 0;
    } catch (AgentInitializationException e) {
      return e.returnValue();
    } catch (AgentLoadException e) {
      // JDK 8 answers with the bare number, which later JDKs do not take for an answer.
      return Integer.parseInt(e.getMessage().replaceAll(".*: ", ""));
    } finally {
      jvm.detach();
    }
  }

  private static void assertLoaded(Conversation host, String options) throws Exception {
    int returned = load(host, Artifacts.oneFile(), options);
    assertEquals(0, returned, returned == 0 ? "" : status(host));
  }

  private static HostJvm host(Jdk jdk) {
    return jdk.feature() < 9 ? HostJvm.stock(jdk) : HostJvm.stock(jdk).jvm(MAY_ATTACH);
  }

  private static String status(Conversation host) throws Exception {
    return AgentCommand.run("status", Long.toString(host.pid())).out();
  }

  private static void assertLimit(int limit, Conversation host) throws Exception {
    String answer = host.ask(LIMIT);
    assertTrue(answer.contains("out " + limit + "\n"), answer);
  }

  private static void assertListed(String state, Conversation host) throws Exception {
    String all = AgentCommand.run("list").out();
    String line = all.lines().filter(l -> l.contains(" " + host.pid() + " ")).findFirst().get();
    assertTrue(line.contains(state), line);
  }

  private static void assertSilent(Conversation host) throws Exception {
    assertEquals("", host.ask("true").replaceAll("(out|exit|agent).*\n", ""));
    assertEquals("", host.end());
  }

  /** Before its first launch and after many, and again with other options. */
  @ParameterizedTest
  @MethodSource("jdks")
  void attachedItLaunchesFromThenOnAndNothingIsPrinted(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(host(jdk))) {
      for (int i = 0; i < 300; i++) { // until HotSpot has compiled the way to the native method
        host.ask("true");
      }
      assertLoaded(host, "LimitNOFILE=300");
      assertLimit(300, host);
      assertLoaded(host, "LimitNOFILE=200,jmx=true");
      assertLimit(200, host);
      String status = status(host);
      assertTrue(status.contains("loaded: native, attached\n"), status);
      assertTrue(status.contains("launches: 2 by the core, 0 failed, 0 fallbacks"), status);
      assertTrue(status.contains("option 'jmx' (agent argument) is not an option"), status);
      assertLoaded(host, "enabled=false");
      assertFalse(host.ask(LIMIT).contains("out 200\n"));
      assertSilent(host);
    }
    try (Conversation host = new Conversation(host(jdk))) {
      assertLoaded(host, "LimitNOFILE=300");
      assertListed("native entry, no launch yet", host);
      assertLimit(300, host);
      assertListed("native entry launches", host);
      assertSilent(host);
    }
  }

  /** Its status is read from outside: no agent is loaded for that. */
  @ParameterizedTest
  @MethodSource("jdks")
  void statusTellsWithoutTouchingTheJvm(Jdk jdk) throws Exception {
    HostJvm jvm = HostJvm.withEntry(jdk, "LimitNOFILE=100").jvm("-XX:+DisableAttachMechanism");
    try (Conversation host = new Conversation(jvm)) {
      host.ask("/no/such/program");
      assertLimit(100, host);
      String status = status(host);
      assertTrue(status.startsWith(host.pid() + ": procex-agent 0."), status);
      assertTrue(status.contains(" from " + Artifacts.oneFile() + "\n"), status);
      assertTrue(status.contains("launches: 1 by the core, 1 failed, 0 fallbacks"), status);
      assertTrue(status.contains("rung: shared-table\n"), status);
      assertTrue(status.contains("LimitNOFILE=100:100"), status);
      String json = AgentCommand.run("status", "--json", Long.toString(host.pid())).out();
      assertTrue(json.startsWith("{\"nativeEntry\":[{\"version\":"), json);
    }
  }

  private static Result run(HostJvm host) throws Exception {
    return host.run(TellEntry.class, SHOW);
  }

  /** In either order; the one file is the library of both, and is loaded once. */
  @ParameterizedTest
  @MethodSource("jdks")
  void jarTakesOverFromTheStart(Jdk jdk) throws Exception {
    String jar = "-javaagent:" + Artifacts.oneFile() + "=LimitNOFILE=400";
    String plain = "-javaagent:" + Artifacts.agentJar();
    String entry = "-agentpath:" + Artifacts.oneFile() + "=LimitNOFILE=300";
    for (List<String> flags : List.of(List.of(jar, entry), List.of(entry, jar))) {
      Result result = run(HostJvm.stock(jdk).jvm(flags.toArray(String[]::new)));
      assertEquals("400", result.line("out limit "), result::toString);
      result.assertLaunchedByCore(1);
      assertEquals("0", result.line("entry launched "), result::toString);
      assertEquals("", result.err());
    }
    Result result = run(HostJvm.stock(jdk).jvm(entry, plain));
    assertEquals("1024", result.line("out limit "), result::toString);
    result.assertLaunchedByCore(1);
    assertEquals("0", result.line("entry launched "), result::toString);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void entryGoesOnAfterTheJarIsDetached(Jdk jdk) throws Exception {
    HostJvm jvm = HostJvm.withEntry(jdk, "LimitNOFILE=300", "sweep=off");
    if (jdk.feature() > 8) {
      jvm.jvm(MAY_ATTACH);
    }
    AgentCommand command = new AgentCommand(Artifacts.oneFile());
    try (Conversation host = new Conversation(jvm)) {
      String pid = Long.toString(host.pid());
      assertLimit(300, host);
      assertEquals(0, command.execute("attach", pid, "LimitNOFILE=400").exitCode());
      assertLimit(400, host);
      assertTrue(status(host).contains("nativeEntry:"), status(host));
      assertEquals(0, command.execute("detach", pid).exitCode());
      assertLimit(300, host);
      assertEquals(0, command.execute("attach", pid, "").exitCode());
      assertLimit(1024, host);
      assertEquals(0, command.execute("detach", pid).exitCode());
      assertLimit(300, host);
    }
  }

  /** It says so to who attaches it, and to status. */
  @ParameterizedTest
  @MethodSource("jdks")
  void attachedBesideTheJarItStandsBack(Jdk jdk) throws Exception {
    HostJvm jvm = HostJvm.withAgentJar(jdk, Artifacts.oneFile(), "LimitNOFILE=400");
    try (Conversation host = new Conversation(jdk.feature() < 9 ? jvm : jvm.jvm(MAY_ATTACH))) {
      assertLimit(400, host);
      assertNotEquals(0, load(host, Artifacts.oneFile(), "LimitNOFILE=300"));
      assertLimit(400, host);
      assertTrue(status(host).contains("forkAndExec is bound to the jar,"), status(host));
    }
  }

  /** The first has the launches, by its options, and the second says why it has none. */
  @ParameterizedTest
  @MethodSource("jdks")
  void secondCopyStandsBack(Jdk jdk) throws Exception {
    Path copy = Files.copy(Artifacts.nativeLibrary(), directory.resolve(jdk + "copy.so"));
    Result result =
        run(HostJvm.withEntry(jdk, "LimitNOFILE=300").jvm("-agentpath:" + copy + "=sweep=launch"));
    assertEquals("300", result.line("out limit "), result::toString);
    List<String> launched =
        result.out().lines().filter(l -> l.startsWith("entry launched ")).sorted().toList();
    assertEquals(List.of("entry launched 0", "entry launched 1"), launched, result::toString);
    assertTrue(result.line("entry off: ").startsWith("forkAndExec is bound to "));
    Result twice = run(HostJvm.withEntry(jdk, "LimitNOFILE=300").jvm(entry("sweep=launch")));
    assertTrue(twice.line("entry options: ").contains("LimitNOFILE=300:300"), twice::toString);
    assertTrue(twice.line("entry options: ").endsWith("sweep=launch"), twice::toString);
    assertEquals("1", twice.line("entry launched "));
  }

  private static String entry(String options) {
    return "-agentpath:" + Artifacts.oneFile() + "=" + options;
  }

  /** What stands in the environment is not passed on, of neither form. */
  @ParameterizedTest
  @MethodSource("jdks")
  void strippedChildrenDoNotInheritIt(Jdk jdk) throws Exception {
    String flags = entry("children=strip") + " -Dkept=1";
    Result result =
        HostJvm.stock(jdk)
            .env("JAVA_TOOL_OPTIONS", flags)
            .run(TellEntry.class, Launch.class.getName(), "sh", "-c", "echo [$JAVA_TOOL_OPTIONS]");
    assertEquals("[-Dkept=1]", result.line("out "), result::toString);
    assertEquals("1", result.line("entry launched "), result::toString);
  }

  /**
   * A library that is preloaded and answers to execve is passed through: launches are the JDK's.
   */
  @ParameterizedTest
  @MethodSource("jdks")
  void preloadedExecveLeavesLaunchesToTheJdk(Jdk jdk) throws Exception {
    String wrapper = Artifacts.preloaded("traces_execve");
    HostJvm host = HostJvm.withEntry(jdk).env("LD_PRELOAD", wrapper);
    Result result = host.run(TellEntry.class, Launch.class.getName(), "/bin/true");
    assertEquals("traced", result.line("out "), result::toString);
    assertTrue(result.line("entry off: ").contains("LD_PRELOAD"), result::toString);
    assertEquals("0", result.line("entry handed "), "it is not even asked");
    assertEquals("0", result.line("entry launched "));
  }
}
