package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Empty;
import io.procex.hosts.Launch;
import io.procex.hosts.LaunchThrice;
import io.procex.hosts.TellEntry;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OtherCpu;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
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

  /** More than there is room for in what it reports. */
  @ParameterizedTest
  @MethodSource("jdks")
  void manyWrongOptionsLeaveTheOtherLinesWhole(Jdk jdk) throws Exception {
    for (String wrong : List.of("a=1,".repeat(20), "b".repeat(3000) + "=1,")) {
      Result result = HostJvm.withEntry(jdk, wrong + "sweep=off").run(TellEntry.class, THREE);
      assertEquals(Artifacts.oneFile().toString(), result.line("entry library: "));
      assertEquals("3", result.line("entry launched "));
      assertTrue(result.line("entry options: ").endsWith("sweep=off"), result::toString);
      assertTrue(result.out().contains("entry problem: option '" + wrong.charAt(0)), wrong);
    }
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
    asJar.assertLaunchedByCore(3);
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

  /** Nor do its other options hold, and what was wrong with those before is still reported. */
  @ParameterizedTest
  @MethodSource("jdks")
  void laterFlagThatSwitchesItOffIsIgnored(Jdk jdk) throws Exception {
    String off = "-agentpath:" + Artifacts.oneFile() + "=LimitNOFILE=300,enabled=false";
    Result result = HostJvm.withEntry(jdk, "LimitNOFILE=5:2").jvm(off).run(TellEntry.class, THREE);
    assertEquals("3", result.line("entry launched "), result::toString);
    assertTrue(result.line("entry options: ").contains("LimitNOFILE=select-safe"));
    assertTrue(result.out().contains("entry problem: option 'LimitNOFILE' has the value '5:2'"));
    String ignored =
        "a later -agentpath with enabled=false is ignored: the entry is already in force";
    assertTrue(result.out().contains("entry problem: " + ignored), result::toString);
    assertEndsStart(ignored, HostJvm.withEntry(jdk, "strict=true").jvm(off));
  }

  /** Nothing is reserved, prepared or hooked if an execve of another library answers. */
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
}
