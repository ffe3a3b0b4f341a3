package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.LaunchFromDirectories;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The working directory is the kernel's: user.dir is a property like any other. */
class WorkingDirectoryIT {
  @TempDir Path temporary;
  private Path root;

  @BeforeEach
  void makeTools() throws Exception {
    root = temporary.toRealPath();
    for (String directory : List.of("start", "elsewhere/sub", "other")) {
      Path tool = Files.createDirectories(root.resolve(directory)).resolve("tool");
      Files.writeString(tool, "#!/bin/sh\nexit 0\n");
      Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.createDirectories(root.resolve("elsewhere/deep"));
    Files.createSymbolicLink(root.resolve("start/link"), root.resolve("elsewhere/deep"));
  }

  private Result run(Jdk jdk, String option, String... moveTo) throws Exception {
    return HostJvm.withAgent(jdk, option)
        .library(Artifacts.library("jna"))
        .jvm("-Djna.tmpdir=" + root)
        .in(root.resolve("start"))
        .run(LaunchFromDirectories.class, moveTo);
  }

  /** JNA launches too, to look for libraries. */
  private List<String> directories(Path log, String event) throws Exception {
    return RecordLog.read(log).events(event).stream()
        .filter(record -> record.get("process.command").equals("./tool"))
        .map(record -> relative(record, "process.working_directory"))
        .toList();
  }

  private String relative(Map<String, Object> record, String field) {
    return record.get(field).toString().replace(root + "/", "");
  }

  @OnSomeJdks
  void recordsAndLearnedRulesNameWhatTheKernelExecutes(Jdk jdk) throws Exception {
    Path log = root.resolve("log.json");
    String other = root.resolve("other").toString();
    assertEquals("3", run(jdk, "log=" + log, other).line("launched "));
    assertEquals(List.of("start", "start/link/../sub", "other"), directories(log, "launch"));

    Path rules = root.resolve("rules.yaml");
    String learned = AgentCommand.run("rules", "learn", log.toString()).out();
    Files.writeString(rules, learned.replace("mode: monitor", "mode: enforce"));
    assertEquals("3", run(jdk, "rules=" + rules, other).line("launched "), learned);
  }

  /** The core finds the program, and launches nothing. */
  @OnSomeJdks
  void deniedLaunchesNameItToo(Jdk jdk) throws Exception {
    Path log = root.resolve("denied.json");
    Path rules = root.resolve("none.yaml");
    Files.writeString(rules, "version: 1\ndefault: {action: deny}\n");
    String other = root.resolve("other").toString();
    assertEquals("0", run(jdk, "log=" + log + ",rules=" + rules, other).line("launched "));
    assertEquals(List.of("start", "start/link/../sub", "other"), directories(log, "denied"));
  }
}
