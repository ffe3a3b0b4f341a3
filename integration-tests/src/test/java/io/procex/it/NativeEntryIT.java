package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Empty;
import io.procex.hosts.Launch;
import io.procex.hosts.LaunchFromThreads;
import io.procex.hosts.ObserveFailures;
import io.procex.hosts.QuietLaunch;
import io.procex.hosts.TellEntry;
import io.procex.hosts.WithOpenFiles;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.ObservedPrograms;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The second entry, {@code -agentpath}: launches by the core, without any Java of ours. */
class NativeEntryIT {
  private static final String DEFAULTS =
      "enabled=true,strict=false,LimitNOFILE=select-safe,children=keep,sweep=off";
  private static final String[] CHILD = {"sh", "-c", "exit 7"};
  private static final String SHOW = "echo fds $(ls /proc/self/fd); echo limit $(ulimit -Sn)";

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  private static void assertCounts(int launched, int failed, Result result) {
    assertEquals("" + launched, result.line("entry launched "), result::toString);
    assertEquals("" + failed, result.line("entry failed "), result::toString);
    assertEquals("0", result.line("entry handed "), result::toString);
    assertEquals("", result.err());
  }

  /** With 500 files open before the first launch: the low numbers are reserved from the start. */
  @ParameterizedTest
  @MethodSource("jdks")
  void childHasStdioAloneAndAnotherLimit(Jdk jdk) throws Exception {
    String[] host = {WithOpenFiles.class.getName(), "500", Launch.class.getName()};
    Result result = run(HostJvm.withEntry(jdk), host, "sh", "-c", SHOW);
    assertEquals("0 1 2 3", result.line("out fds "), result::toString);
    assertEquals("1024", result.line("out limit "));
    assertEquals("0", result.line("exit "));
    assertCounts(1, 0, result);
    assertEquals("1", result.line("entry rung "), "the best one");
    assertEquals(DEFAULTS, result.line("entry options: "));
    assertFalse(result.out().contains("entry problem"), result::toString);
    assertFalse(result.out().contains("entry off"), result::toString);
  }

  private static Result run(HostJvm host, String[] main, String... more) throws Exception {
    String[] arguments = new String[main.length + more.length];
    System.arraycopy(main, 0, arguments, 0, main.length);
    System.arraycopy(more, 0, arguments, main.length, more.length);
    return host.run(TellEntry.class, arguments);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void exceptionsAreTheJdksOwn(Jdk jdk) throws Exception {
    ObservedPrograms.make(directory);
    String kinds = "programs,directories";
    String[] main = {ObserveFailures.class.getName(), kinds, directory.toString()};
    Result stock = run(HostJvm.stock(jdk), main);
    Result entry = run(HostJvm.withEntry(jdk), main);
    assertEquals(stock.out(), withoutEntry(entry));
    assertEquals(stock.err(), entry.err());
    assertEquals("0", entry.line("entry handed "), entry::toString);
    assertFalse("0".equals(entry.line("entry failed ")), entry::toString);
  }

  private static String withoutEntry(Result result) {
    return String.join(
        "", result.out().lines().filter(l -> !l.startsWith("entry ")).map(l -> l + "\n").toList());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void thousandLaunchesFromThreadsGetTheirOwnChildren(Jdk jdk) throws Exception {
    String[] main = {LaunchFromThreads.class.getName(), "platform", "8", "125"};
    Result result = run(HostJvm.withEntry(jdk), main);
    assertEquals("0", result.line("wrong "), result::toString);
    assertEquals("{}", result.line("left open "));
    assertCounts(1002, 0, result);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void nothingIsPrintedAndNoClassOfOursLoaded(Jdk jdk) throws Exception {
    assertSilent(7, HostJvm.withEntry(jdk).run(QuietLaunch.class, CHILD));
    assertSilent(
        QuietLaunch.LAUNCH_FAILED,
        HostJvm.withEntry(jdk).jvm("-Xshare:auto").run(QuietLaunch.class, "/no/such/program"));
    if (jdk.feature() > 8) {
      assertLoadsAsStock(jdk);
    }
  }

  /** Once of three times is enough: a thread of the JVM's may load a class later, or not at all. */
  private void assertLoadsAsStock(Jdk jdk) throws Exception {
    Set<String> stock = loaded(HostJvm.stock(jdk));
    Set<String> entry = loaded(HostJvm.withEntry(jdk));
    for (int more = 0; more < 2 && !stock.equals(entry); more++) {
      stock = loaded(HostJvm.stock(jdk));
      entry = loaded(HostJvm.withEntry(jdk));
    }
    assertEquals(stock, entry);
  }

  /** With their sources, and so whether they come from the default archive. */
  private Set<String> loaded(HostJvm host) throws Exception {
    Path log = directory.resolve("classes.log");
    host.jvm("-Xshare:auto", "-Xlog:class+load=info:file=" + log + ":none");
    assertSilent(0, host.run(Empty.class));
    return new TreeSet<>(Files.readAllLines(log).stream().filter(l -> !l.contains("0x")).toList());
  }

  private static void assertSilent(int exitCode, Result result) {
    assertEquals("", result.out());
    assertEquals("", result.err());
    assertEquals(exitCode, result.exitCode());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void optionsAreInForceAndWrongOnesTold(Jdk jdk) throws Exception {
    String[] main = {Launch.class.getName(), "sh", "-c", SHOW};
    HostJvm host = HostJvm.withEntry(jdk, "LimitNOFILE=300", "sweep=launch", "log=/tmp/x");
    Result result = run(host.env("PROCEX_CHILDREN", "no").jvm("-Dprocex.LimitNOFILE=200"), main);
    assertEquals("200", result.line("out limit "), result::toString);
    assertCounts(1, 0, result);
    assertEquals(
        "enabled=true,strict=false,LimitNOFILE=200:200,children=keep,sweep=launch",
        result.line("entry options: "));
    assertTrue(result.out().contains("entry problem: option 'log' (agent argument) is not"));
    assertTrue(result.out().contains("entry problem: option 'children' has the value 'no': "));
    Result off = run(HostJvm.withEntry(jdk).env("PROCEX_ENABLED", "false"), main);
    assertFalse(off.out().contains("entry "), "not even a page: " + off);
    assertEquals("0", off.line("exit "));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void strictEndsTheStartWithOneLine(Jdk jdk) throws Exception {
    Result result = HostJvm.withEntry(jdk, "rules=/x", "strict=true").run(Empty.class);
    assertEquals(1, result.exitCode());
    assertEquals("", result.out());
    assertEquals(1, result.err().lines().count(), result::toString);
    assertTrue(
        result.err().startsWith("procex-agent: option 'rules' (agent argument) is not an option"));
    assertTrue(result.err().endsWith("; the JVM is not started (strict=true)\n"));
    String[] main = {Launch.class.getName(), "/no/such/program"};
    Result strict = run(HostJvm.withEntry(jdk, "strict=true"), main);
    assertCounts(0, 1, strict);
    assertTrue(strict.line("exception ").contains("/no/such/program"), strict::toString);
    assertFalse(strict.line("exception ").contains("declined"), strict::toString);
  }
}
