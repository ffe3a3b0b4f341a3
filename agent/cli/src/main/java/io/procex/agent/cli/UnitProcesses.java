package io.procex.agent.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/** Finds the JVMs of a service, by its control group. */
final class UnitProcesses {
  private UnitProcesses() {}

  /** The JVMs in that group and in groups below it. */
  static List<JvmProcess> in(String controlGroup) throws IOException {
    List<JvmProcess> found = new ArrayList<>();
    if (controlGroup == null || controlGroup.isEmpty()) {
      return found;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Paths.get("/proc"), "[1-9]*")) {
      for (Path process : processes) {
        JvmProcess jvm = isIn(controlGroup, process) ? JvmProcess.lookAt(process) : null;
        if (jvm != null) {
          found.add(jvm);
        }
      }
    }
    return found;
  }

  private static boolean isIn(String controlGroup, Path process) {
    try {
      for (String line : ProcFile.read(process, "cgroup").split("\n", -1)) {
        String group = line.substring(line.indexOf(':', line.indexOf(':') + 1) + 1);
        if ((group + "/").startsWith(controlGroup + "/")) {
          return true;
        }
      }
      return false;
    } catch (IOException ended) {
      return false;
    }
  }

  /**
   * Whether the JVM was started with a flag for the agent, on its command line or in a variable.
   */
  static boolean hasFlag(JvmProcess jvm) {
    try {
      return JvmWords.of(Paths.get("/proc", Long.toString(jvm.pid))).words().stream()
          .anyMatch(word -> word.text.matches("-(javaagent|agentpath):.*procex.*"));
    } catch (IOException notForUs) {
      return false;
    }
  }
}
