package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.LaunchThrice;
import io.procex.hosts.Status;
import io.procex.it.support.ArchivedApplication;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import io.procex.it.support.JvmLines;
import io.procex.it.support.LoadedClasses;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private ArchivedApplication application(Jdk jdk) throws Exception {
    return ArchivedApplication.pack(jdk, directory, LaunchThrice.class, Status.class);
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
