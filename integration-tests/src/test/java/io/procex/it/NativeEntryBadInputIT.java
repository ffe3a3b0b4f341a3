package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import io.procex.hosts.Empty;
import io.procex.hosts.Launch;
import io.procex.hosts.LaunchThrice;
import io.procex.hosts.TellEntry;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OtherCpu;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The native entry in places, and with words, that it was not made for: the JVM launches as without
 * it, and status says why; with strict=true it does not start, with one line.
 */
@Execution(ExecutionMode.CONCURRENT)
class NativeEntryBadInputIT {
  /** The number of descriptors of /dev/null in the JVM, which launches the shell itself. */
  private static final String[] COUNT = {
    Launch.class.getName(), "sh", "-c", "echo nulls $(ls -l /proc/$PPID/fd | grep -c /dev/null)"
  };

  private static final String[] THREE = {LaunchThrice.class.getName()};

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  private static void assertEndsStart(String line, HostJvm host) throws Exception {
    Result result = host.run(Empty.class);
    assertEquals(1, result.exitCode(), result::toString);
    assertEquals("", result.out());
    assertEquals(
        "procex-agent: " + line + "; the JVM is not started (strict=true)\n", result.err());
  }

  /** As a JVM that is no HotSpot may be, or one with an agent that has taken the capability. */
  @ParameterizedTest
  @MethodSource("jdks")
  void jvmThatTellsNothingLaunchesAsWithout(Jdk jdk) throws Exception {
    String library = Artifacts.oneFile() + ":";
    Result stock = HostJvm.stock(jdk).run(TellEntry.class, COUNT);
    for (String[] strange :
        List.of(
            new String[] {"no-jvmti", "this JVM has no JVMTI"},
            new String[] {
              "no-capability", "this JVM does not report native methods (NativeMethodBind)"
            })) {
      String agent = "-agentpath:" + Artifacts.neighbour() + "=" + strange[0] + ":" + library;
      Result result = HostJvm.stock(jdk).jvm(agent + "sweep=launch").run(TellEntry.class, COUNT);
      assertEquals(stock.line("out nulls "), result.line("out nulls "), "nothing is reserved");
      assertEquals("0", result.line("entry launched "), result::toString);
      assertEquals(strange[1], result.line("entry off: "));
      assertEquals("", result.err());
      assertEndsStart(strange[1], HostJvm.stock(jdk).jvm(agent + "strict=true"));
    }
  }

  /**
   * HotSpot itself ends such a start, before anything of ours runs; with -javaagent it does not.
   */
  @ParameterizedTest
  @MethodSource("jdks")
  void libraryForAnotherCpuEndsTheStartInHotSpotsWords(Jdk jdk) throws Exception {
    Path jar = OtherCpu.copyOf(Artifacts.oneFile(), directory.resolve(jdk + ".procex.jar"));
    Result result = HostJvm.stock(jdk).jvm("-agentpath:" + jar).run(Empty.class);
    assertEquals(1, result.exitCode(), result::toString);
    String said = "Could not find agent library " + jar + " in absolute path, with error: ";
    assertTrue(result.out().startsWith("Error occurred during initialization of VM\n" + said));
    Result asJar = HostJvm.withAgentJar(jdk, jar).run(LaunchThrice.class);
    assertEquals("3 shared-table, 0 failed, 0 declined", asJar.line("agent "), asJar::toString);
    assertEquals("", asJar.err());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void strictSecondCopyEndsTheStart(Jdk jdk) throws Exception {
    Path copy = Files.copy(Artifacts.nativeLibrary(), directory.resolve(jdk + ".so"));
    String strict = "-agentpath:" + copy + "=strict=true";
    assertEndsStart(
        "another copy of this library is already loaded", HostJvm.withEntry(jdk).jvm(strict));
    HostJvm off = HostJvm.withEntry(jdk, "enabled=false").jvm(strict);
    assertEquals(
        "3", off.run(TellEntry.class, THREE).line("entry launched "), "one of both is off");
    Result twice = HostJvm.stock(jdk).jvm(strict, strict).run(TellEntry.class, THREE);
    assertEquals("3", twice.line("entry launched "), twice::toString);
  }

  /** Nothing is reserved, prepared or hooked where an execve of another library answers. */
  @ParameterizedTest
  @MethodSource("jdks")
  void preloadedExecveLeavesNothingReserved(Jdk jdk) throws Exception {
    String wrapper = Artifacts.preloaded("traces_execve");
    Result stock = HostJvm.stock(jdk).env("LD_PRELOAD", wrapper).run(TellEntry.class, COUNT);
    HostJvm host = HostJvm.withEntry(jdk).env("LD_PRELOAD", wrapper);
    Result result = host.run(TellEntry.class, COUNT);
    assertEquals(nulls(stock), nulls(result), result::toString);
  }

  private static String nulls(Result result) {
    return result.out().lines().filter(l -> l.contains("out nulls ")).findFirst().orElse("none");
  }

  static Stream<Arguments> filters() {
    List<List<String>> filters =
        List.of(
            List.of("close_range=KILL", "3", "0"),
            List.of("close_range=KILL_THREAD", "3", "0"),
            List.of("close_range=EPERM", "3", "0"),
            List.of("clone=KILL", "3", "0"),
            List.of("clone3=KILL", "3", "0"),
            List.of("dup3=KILL", "0", "3"),
            List.of("fstat=KILL", "3", "0"),
            List.of("clock_gettime=KILL", "3", "0"),
            List.of("memfd_create=KILL", "3", "0"));
    return Jdk.all().stream()
        .flatMap(jdk -> filters.stream().map(f -> Arguments.of(jdk, f.get(0), f.get(1), f.get(2))));
  }

  /** With sweep=launch, which makes one of the calls in the JVM itself. */
  @ParameterizedTest
  @MethodSource("filters")
  void killingFilterLeavesTheJvmAlive(Jdk jdk, String filter, String launched, String handed)
      throws Exception {
    Result with = underFilter(HostJvm.withEntry(jdk, "sweep=launch"), filter);
    if (!with.out().contains("well 3\n")) { // some JDKs cannot do without that call
      Result without = underFilter(HostJvm.stock(jdk), filter);
      assertTrue(!without.out().contains("well 3\n"), with.toString());
      return;
    }
    assertEquals("", with.err());
    assertEquals(launched, with.line("entry launched "), with::toString);
    assertEquals(handed, with.line("entry handed "), with::toString);
    assertEquals(filter.startsWith("close_range"), with.out().contains(",sweep=off\n"), filter);
    assertEquals(filter.startsWith("close_range"), with.out().contains("sweep=launch is not"));
  }

  /** The wrapper leaves no core file of a JVM behind. */
  private static Result underFilter(HostJvm host, String filter) throws Exception {
    String script = "ulimit -c 0; exec \"$@\"";
    return host.by("/bin/sh", "-c", script, "sh", Artifacts.fault().toString(), filter, "--")
        .run(TellEntry.class, THREE);
  }

  private static boolean load(Conversation host, Path library, String options) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(Long.toString(host.pid()));
    try {
      jvm.loadAgentPath(library.toString(), options);
      return true;
    } catch (com.sun.tools.attach.AgentInitializationException e) {
      return false;
    } catch (com.sun.tools.attach.AgentLoadException e) { // JDK 8 answers with the bare number
      return e.getMessage().endsWith(": 0");
    } finally {
      jvm.detach();
    }
  }

  private static HostJvm attachable(HostJvm host, Jdk jdk) {
    return jdk.feature() > 8 ? host.jvm("-XX:+EnableDynamicAgentLoading") : host;
  }

  /** Whoever attaches hears of it, and what was in force before stays. */
  @ParameterizedTest
  @MethodSource("jdks")
  void strictAttachWithAWrongOptionIsRefused(Jdk jdk) throws Exception {
    String limit = "sh -c ulimit${IFS}-Sn";
    Path otherCpu = OtherCpu.copyOf(Artifacts.nativeLibrary(), directory.resolve(jdk + "a.so"));
    HostJvm jvm = attachable(HostJvm.stock(jdk).env("PROCEX_LIMITNOFILE", "300"), jdk);
    try (Conversation host = new Conversation(jvm)) {
      assertTrue(!load(host, otherCpu, ""));
      assertTrue(!load(host, Artifacts.oneFile(), "strict=true,rules=/x"));
      String status = AgentCommand.run("status", Long.toString(host.pid())).out();
      assertTrue(status.contains("inForce: false\n"), status);
      assertTrue(status.contains("it was attached with strict=true, and not all"), status);
      assertTrue(!host.ask(limit).contains("out 300\n"));
      assertTrue(load(host, Artifacts.oneFile(), "rules=/x"));
      assertTrue(host.ask(limit).contains("out 300\n"));
      assertTrue(!load(host, Artifacts.oneFile(), "strict=maybe"));
      assertTrue(host.ask(limit).contains("out 300\n"));
      status = AgentCommand.run("status", Long.toString(host.pid())).out();
      assertTrue(status.contains("inForce: true\n"), status);
      assertTrue(status.contains("the earlier options stay in force"), status);
      assertTrue(status.contains("strict=false,LimitNOFILE=300:300"), status);
      assertEquals("", host.end());
    }
  }

  /** The jar has the launches, by the library that is the entry's too: its options hold. */
  @ParameterizedTest
  @MethodSource("jdks")
  void whatTheJarStripsItStripsBesideTheEntryToo(Jdk jdk) throws Exception {
    String flag = "-javaagent:" + Artifacts.oneFile() + "=children=strip";
    HostJvm jvm = attachable(HostJvm.stock(jdk).env("JAVA_TOOL_OPTIONS", flag), jdk);
    try (Conversation host = new Conversation(jvm)) {
      String show = "sh -c echo${IFS}[$JAVA_TOOL_OPTIONS]";
      assertTrue(host.ask(show).contains("out []\n"));
      assertTrue(!load(host, Artifacts.oneFile(), ""));
      assertTrue(host.ask(show).contains("out []\n"), "the entry strips nothing");
    }
  }

  /** At start, while it is attached, in launches that fail and in such that strict=true refuses. */
  @ParameterizedTest
  @MethodSource("jdks")
  void checkedJniFindsNothing(Jdk jdk) throws Exception {
    Set<String> stock = warnings(jdk, HostJvm.stock(jdk), null);
    assertEquals(stock, warnings(jdk, HostJvm.withEntry(jdk, "strict=true"), "LimitNOFILE=9"));
    assertEquals(stock, warnings(jdk, HostJvm.stock(jdk), "strict=true"));
  }

  private static Set<String> warnings(Jdk jdk, HostJvm jvm, String attached) throws Exception {
    Set<String> warnings = new TreeSet<>();
    try (Conversation host = new Conversation(attachable(jvm, jdk).jvm("-Xcheck:jni"))) {
      StringBuilder said = new StringBuilder(host.ask("/bin/true"));
      if (attached != null) {
        assertTrue(load(host, Artifacts.oneFile(), attached));
      }
      said.append(host.ask("/bin/true")).append(host.ask("/no/such"));
      said.toString().lines().filter(l -> l.startsWith("WARNING")).forEach(warnings::add);
      assertEquals("", host.end());
    }
    return warnings;
  }
}
