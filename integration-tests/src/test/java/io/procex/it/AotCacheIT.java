package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.DescribeReaper;
import io.procex.hosts.Launch;
import io.procex.hosts.LaunchThrice;
import io.procex.hosts.Status;
import io.procex.hosts.TellEntry;
import io.procex.it.support.ArchivedApplication;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import io.procex.it.support.JvmLines;
import io.procex.it.support.LoadedClasses;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An AOT cache of an application that launches: the launching class is there from the start. */
class AotCacheIT {
  private static final int FIRST_WITH_ONE_STEP = 25; // JEP 514
  private static final int BETWEEN = 26;

  private static final String MODULE = "--add-modules=java.instrument";
  private static final String AGENT = "-javaagent:" + Artifacts.agentJar();

  @TempDir Path directory;

  /** The first and the newest: its tests make six caches. */
  static Stream<Jdk> jdks() {
    return Jdk.all().stream()
        .filter(jdk -> jdk.feature() >= FIRST_WITH_ONE_STEP && jdk.feature() != BETWEEN);
  }

  private ArchivedApplication application(Jdk jdk) throws Exception {
    return ArchivedApplication.pack(
        jdk,
        directory,
        Launch.class,
        LaunchThrice.class,
        Status.class,
        DescribeReaper.class,
        TellEntry.class);
  }

  /** Trains with these flags, in one step. Returns the flag by which the cache is used. */
  private String trained(ArchivedApplication application, String... flags) throws Exception {
    Path cache = directory.resolve("cache.aot");
    List<String> training = with(List.of("-XX:AOTCacheOutput=" + cache), flags);
    Result result = application.run(training, LaunchThrice.class);
    assumeTrue(Files.exists(cache), () -> "this JDK makes no AOT cache: " + result);
    return "-XX:AOTCache=" + cache;
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("jdks")
  void nothingIsPreparedBeforeALaunchAndAllIsForTheFirst(Jdk jdk) throws Exception {
    ArchivedApplication application = application(jdk);
    String cache = trained(application, MODULE);
    List<String> flags = List.of(cache, AGENT, ArchivedApplication.noOp());
    List<String> verbose = List.of(cache, AGENT, "-Xlog:class+load");

    Result idle = application.run(verbose, Status.class);
    assertTrue(idle.out().contains(" io.procex.agent.AgentMain "), idle::toString);
    assertTrue(!idle.out().contains(" java.lang.ProcexDispatcher "), idle::toString);
    assertTrue(!idle.out().contains(" io.procex.agent.shaded.asm."), idle::toString);

    Result launch = application.run(flags, Launch.class, "/bin/true");
    launch.assertLaunchedByCore(1);
    assertEquals("", launch.err());
    Result stock = application.run(List.of(cache), Launch.class, "/no/such");
    Result failed = application.run(flags, Launch.class, "/no/such");
    assertEquals(stock.line("exception "), failed.line("exception "));
    assertTrue(failed.out().contains("pidfd"), failed::toString);

    Path rules =
        Files.writeString(directory.resolve("deny"), "version: 1\ndefault: {action: deny}\n");
    List<String> ruled = List.of(cache, AGENT + "=rules=" + rules);
    Result denied = application.run(ruled, Launch.class, "/bin/true");
    assertTrue(denied.line("exception ").contains("Permission denied"), denied::toString);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("jdks")
  void cacheThatWasTrainedWithoutAnAgentStaysInUse(Jdk jdk) throws Exception {
    ArchivedApplication application = application(jdk);
    String cache = trained(application, MODULE);
    LoadedClasses loaded = application.compare(AGENT, List.of(cache), LaunchThrice.class);
    assertTrue(loaded.isShared(LaunchThrice.class.getName()));
  }

  /** Trained without an agent and with the native entry: one is as good as the other. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("jdks")
  void cachesStayInUseWithTheNativeEntry(Jdk jdk) throws Exception {
    ArchivedApplication application = application(jdk);
    Path cache = directory.resolve("entry.aot");
    List<String> training = List.of("-XX:AOTCacheOutput=" + cache);
    Result expected = application.runTelling(training);
    assumeTrue(Files.exists(cache), "this JDK makes no AOT cache");
    List<String> use = List.of("-XX:AOTCache=" + cache);
    assertTrue(application.compareEntry(use).isShared(LaunchThrice.class.getName()));
    Files.delete(cache);

    Result result = application.runTelling(with(training, ArchivedApplication.entry()));
    assertEquals(JvmLines.of(expected), JvmLines.of(result));
    assertEquals("3", result.line("entry launched "), result::toString);
    LoadedClasses loaded = application.compareEntry(use);
    assertTrue(loaded.isShared(LaunchThrice.class.getName()));
    assertTrue(loaded.isShared("java.lang.ProcessImpl"), "which nobody rewrites");
  }

  /** The training launches by the core too. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("jdks")
  void cacheThatWasTrainedWithTheAgentStaysInUse(Jdk jdk) throws Exception {
    ArchivedApplication application = application(jdk);
    Path cache = directory.resolve("with.aot");
    List<String> training = List.of("-XX:AOTCacheOutput=" + cache, ArchivedApplication.noOp());
    Result expected = application.run(training, LaunchThrice.class);
    assumeTrue(Files.exists(cache), "this JDK makes no AOT cache");
    Files.delete(cache);
    Result result = application.run(with(training, AGENT), LaunchThrice.class);
    List<String> added = new ArrayList<>(JvmLines.ofTraining(result));
    added.removeAll(JvmLines.ofTraining(expected));
    assertEquals(List.of(), added);
    result.assertLaunchedByCore(3);

    String use = "-XX:AOTCache=" + cache;
    LoadedClasses loaded = application.compare(AGENT, List.of(use), LaunchThrice.class);
    assertTrue(loaded.isShared(LaunchThrice.class.getName()));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("jdks")
  void cacheThatWasTrainedInTwoStepsStaysInUse(Jdk jdk) throws Exception {
    ArchivedApplication application = application(jdk);
    String agent = "-javaagent:" + Artifacts.oneFile();
    String configuration = "-XX:AOTConfiguration=" + directory.resolve("recorded");
    String cache = "-XX:AOTCache=" + directory.resolve("two.aot");
    String noOp = ArchivedApplication.noOp();
    application.run(List.of("-XX:AOTMode=record", configuration, agent, noOp), LaunchThrice.class);
    List<String> create = List.of("-XX:AOTMode=create", configuration, cache);
    Result expected = application.run(with(create, noOp), LaunchThrice.class);
    Result result = application.run(with(create, noOp, agent), LaunchThrice.class);
    assertEquals(JvmLines.ofTraining(expected), JvmLines.ofTraining(result));

    LoadedClasses loaded = application.compare(agent, List.of(cache), LaunchThrice.class);
    assertTrue(loaded.isShared(LaunchThrice.class.getName()));
  }

  /** It cannot be used with any agent, and the JVM says so. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("jdks")
  void cacheThatKnowsNoAgentsIsRefusedInTheWordsThatAnyAgentCauses(Jdk jdk) throws Exception {
    ArchivedApplication application = application(jdk);
    String cache = trained(application);
    LoadedClasses loaded = application.compare(AGENT, List.of(cache), LaunchThrice.class);
    assertTrue(!loaded.isShared(LaunchThrice.class.getName()));
  }

  private static List<String> with(List<String> flags, String... more) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(List.of(more));
    return all;
  }
}
