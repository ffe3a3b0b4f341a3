package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives of an application's classes (AppCDS), as a JVM has them without an AOT cache. */
class AppCdsIT {
  private static final String AGENT = "-javaagent:" + Artifacts.agentJar();

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.since(17);
  }

  static List<Jdk> jdksThatMakeArchivesThemselves() {
    return Jdk.since(19);
  }

  private ArchivedApplication application(Jdk jdk) throws Exception {
    return ArchivedApplication.pack(
        jdk, directory, LaunchThrice.class, Status.class, TellEntry.class);
  }

  /** The JDK's own archive, and one of the application. No JVM makes one with an agent in it. */
  @ParameterizedTest
  @MethodSource("jdks")
  void archivesStayInUseWithTheNativeEntry(Jdk jdk) throws Exception {
    ArchivedApplication application = application(jdk);
    assertTrue(application.compareEntry(List.of()).isShared("java.lang.Object"));
    String train = "-XX:ArchiveClassesAtExit=" + directory.resolve("entry.jsa");
    application.runTelling(List.of(train));
    String use = "-XX:SharedArchiveFile=" + directory.resolve("entry.jsa");
    LoadedClasses loaded = application.compareEntry(List.of(use));
    assertTrue(loaded.isShared("java.lang.ProcessImpl"), "which nobody rewrites");
    assertTrue(loaded.isAnyFromTop());
    assertRefusedAsAnyNativeAgent(application, List.of(train));
  }

  private static void assertRefusedAsAnyNativeAgent(
      ArchivedApplication application, List<String> train) throws Exception {
    List<List<String>> said = new ArrayList<>();
    for (Path agent : List.of(Artifacts.oneFile(), Artifacts.neighbour())) {
      Result refused = application.runTelling(with(train, "-agentpath:" + agent));
      assertEquals(1, refused.exitCode(), refused::toString);
      said.add(JvmLines.of(refused).stream().map(l -> l.replace("" + agent, "AGENT")).toList());
    }
    assertEquals(said.get(1), said.get(0));
  }

  private static List<String> with(List<String> flags, String more) {
    List<String> all = new ArrayList<>(flags);
    all.add(more);
    return all;
  }

  /** Whether or not it has been made yet, the JVM does and says what it does with any agent. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("jdksThatMakeArchivesThemselves")
  void archiveThatTheJvmMakesItselfStaysInUse(Jdk jdk) throws Exception {
    ArchivedApplication application = application(jdk);
    Path archive = directory.resolve("auto.jsa");
    List<String> auto = List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive);
    assertRefusedAsAnyNativeAgent(application, auto);
    Result refused = application.runTelling(with(auto, "-javaagent:" + Artifacts.statusAgent()));
    Result ours = application.runTelling(with(auto, AGENT));
    assertEquals(JvmLines.of(refused), JvmLines.of(ours));
    assertEquals(1, ours.exitCode(), ours::toString);

    application.runTelling(auto);
    assertTrue(Files.exists(archive));
    assertTrue(application.compareEntry(auto).isAnyFromTop());
    assertTrue(application.compare(AGENT, auto, LaunchThrice.class).isAnyFromTop());
  }

  /** No JVM makes such an archive with an agent in it, whatever the agent. */
  @ParameterizedTest
  @MethodSource("jdks")
  void archiveThatIsMadeAtTheEndStaysInUse(Jdk jdk) throws Exception {
    ArchivedApplication application = application(jdk);
    String train = "-XX:ArchiveClassesAtExit=" + directory.resolve("end.jsa");
    application.run(List.of(train), LaunchThrice.class);
    String use = "-XX:SharedArchiveFile=" + directory.resolve("end.jsa");
    LoadedClasses loaded = application.compare(AGENT, List.of(use), LaunchThrice.class);
    assertTrue(loaded.isShared(LaunchThrice.class.getName()));
    assertTrue(loaded.isAnyFromTop());

    Result refused =
        application.run(List.of(train, "-javaagent:" + Artifacts.statusAgent()), Status.class);
    Result ours = application.run(List.of(train, AGENT), Status.class);
    assertEquals(JvmLines.of(refused), JvmLines.of(ours));
  }

  /** A list may hold the agent's classes, none of which can be archived. */
  @ParameterizedTest
  @MethodSource("jdks")
  void archiveIsMadeOfAListThatWasWrittenWithTheAgent(Jdk jdk) throws Exception {
    ArchivedApplication application = application(jdk);
    List<String> list = List.of("-XX:DumpLoadedClassList=" + directory.resolve("list"), AGENT);
    application.run(list, LaunchThrice.class);
    Path archive = directory.resolve("list.jsa");
    Result dump =
        application.java(
            List.of(
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + directory.resolve("list"),
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                application.jar().toString()));
    assertTrue(Files.exists(archive), dump::toString);
    LoadedClasses loaded =
        application.compare(AGENT, List.of("-XX:SharedArchiveFile=" + archive), LaunchThrice.class);
    assertTrue(loaded.isShared(LaunchThrice.class.getName()));
  }
}
