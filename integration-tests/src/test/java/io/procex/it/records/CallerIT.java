package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.LaunchThroughLibraries;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Who launches through a library is the caller, for records and for rules alike. */
class CallerIT {
  private static final String HOST = LaunchThroughLibraries.class.getName();

  @TempDir Path directory;

  private String run(Jdk jdk, String option) throws Exception {
    return HostJvm.withAgent(jdk, option)
        .library(Artifacts.library("commons-exec"))
        .run(LaunchThroughLibraries.class)
        .out();
  }

  private String runByRule(Jdk jdk, String caller) throws Exception {
    Path rules = directory.resolve("rules.yaml");
    Files.writeString(
        rules,
        "version: 1\nrules:\n  - {name: r, caller: "
            + caller
            + ", action: allow}\n"
            + "default: {action: deny}\n");
    return run(jdk, "rules=" + rules);
  }

  @OnEachJdk
  void recordsNameWhoUsesTheLibrary(Jdk jdk) throws Exception {
    Path log = directory.resolve("log.json");
    run(jdk, "log=" + log);
    List<Map<String, Object>> launches = RecordLog.read(log).events("launch");
    assertEquals(23, launches.size());
    for (Map<String, Object> launch : launches) {
      String function = launch.get("code.function.name").toString();
      assertTrue(function.startsWith(HOST + "."), function);
    }
    String library = launches.get(0).get("procex.launch.library").toString();
    assertTrue(library.startsWith("org.apache.commons.exec."), library);
    assertTrue(launches.get(0).get("code.stacktrace").toString().contains(library));
    assertNull(launches.get(1).get("procex.launch.library"));
    String learned = AgentCommand.run("rules", "learn", "--with-callers", log.toString()).out();
    assertTrue(learned.contains("'" + HOST + "'"), learned);
  }

  @OnEachJdk
  void rulesAskForItAndForTheLibrary(Jdk jdk) throws Exception {
    assertEquals("library 1\nreflection 20\nproxy 1\nexecutor 1\n", runByRule(jdk, HOST));
    assertEquals(
        "library 1\nreflection 0\nproxy 0\nexecutor 0\n",
        runByRule(jdk, "org.apache.commons.exec.**"));
    assertEquals("library 0\nreflection 0\nproxy 0\nexecutor 0\n", runByRule(jdk, "com.Other"));
  }
}
