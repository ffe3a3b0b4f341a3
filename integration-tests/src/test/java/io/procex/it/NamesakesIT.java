package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.io.TempDir;

/** What stands on an application's class path under names of the agent's. */
class NamesakesIT {
  @TempDir Path directory;

  /** Such as what is left there of another version; searching it would take time, too. */
  @OnEachJdk
  void classesOfTheApplicationsClassPathAreNotTakenForTheAgents(Jdk jdk) throws Exception {
    List<String> names = innerClasses();
    assertTrue(names.size() > 20, names::toString);
    for (String name : names) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "not a class");
    }
    Result result =
        HostJvm.withAgent(jdk)
            .library(directory)
            .run(Launch.class, Artifacts.reportChild().toString());
    assertEquals("", result.err());
    result.assertLaunchedByCore(1);
  }

  /** Some stand in the outer jar too, whose classes the application's class loader finds. */
  private static List<String> innerClasses() throws Exception {
    try (JarFile outer = new JarFile(Artifacts.agentJar().toFile())) {
      return Artifacts.filesOfInnerJar("META-INF/procex-agent/agent.jar").keySet().stream()
          .filter(name -> name.matches("io/procex/agent/.*\\.class"))
          .filter(name -> outer.getEntry(name) == null)
          .toList();
    }
  }
}
