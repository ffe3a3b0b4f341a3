package io.procex.agent.cli;

import io.procex.agent.AgentMain;
import io.procex.agent.DoctorProbe;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The findings of a JVM that has tried launches with the agent: see
 * io.procex.agent.entry.LaunchProbe.
 */
final class Diagnosis {
  final Map<String, String> rungs = new LinkedHashMap<>();
  final Map<String, String> hooks = new LinkedHashMap<>();
  final List<String> log = new ArrayList<>();
  private String launches = "";
  private String landlock = Landlock.UNKNOWN;
  private String lockdown = Landlock.UNKNOWN;
  private String failure;

  /** Starts such a JVM, with the Java that runs this command. */
  static Diagnosis make(Path jar) throws InterruptedException {
    Diagnosis diagnosis = new Diagnosis();
    try {
      Process jvm = start(jar);
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
        String line;
        while ((line = lines.readLine()) != null) {
          diagnosis.add(line);
        }
      }
      int exit = jvm.waitFor();
      if (exit != 0) {
        diagnosis.failure = "a JVM with the agent ended with " + exit;
      }
    } catch (IOException e) {
      diagnosis.failure = "no JVM with the agent could be started: " + e.getMessage();
    }
    return diagnosis;
  }

  private static Process start(Path jar) throws IOException {
    Path java = Paths.get(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
                java.toString(),
                "-javaagent:" + jar,
                "-javaagent:" + jar + "=" + AgentMain.PROBE,
                "-cp",
                jar.toString(),
                DoctorProbe.class.getName())
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(new File("/dev/null")));
    return builder.start();
  }

  void add(String line) {
    String[] words = line.split(" ", 3);
    if (line.startsWith("rung ") && words.length == 3) {
      rungs.put(words[1], words[2]);
    } else if (line.startsWith("hook ")) {
      int last = line.lastIndexOf(' ');
      hooks.put(line.substring("hook ".length(), last), line.substring(last + 1));
    } else if (line.startsWith("landlock ")) {
      landlock = Landlock.describe(Integer.parseInt(words[1]));
      lockdown = Landlock.lockdown(Integer.parseInt(words[1]));
    } else if (line.startsWith("launches ")) {
      launches = line.substring("launches ".length());
    } else {
      log.add(line.startsWith("log ") ? line.substring("log ".length()) : line);
    }
  }

  /** What Landlock can restrict here. */
  String landlock() {
    return landlock;
  }

  /** Whether lockdown=exec is possible here. */
  String lockdown() {
    return lockdown;
  }

  /** The best rung on which a launch was made, or null. */
  String bestRung() {
    for (Map.Entry<String, String> rung : rungs.entrySet()) {
      if (rung.getValue().equals("ok")) {
        return rung.getKey();
      }
    }
    return null;
  }

  boolean isHealthy() {
    return failure == null
        && !hooks.isEmpty()
        && !hooks.containsValue("false")
        && "ok".equals(rungs.get("shared-table"));
  }

  /** The result in one sentence. */
  String verdict() {
    if (failure != null) {
      return "not working: " + failure;
    }
    if (isHealthy()) {
      return "healthy: launches go through the core, by the best rung (shared-table)";
    }
    if (bestRung() != null) {
      return "works, but by the rung " + bestRung() + " instead of shared-table";
    }
    return "not working: launches fall back to the JDK (" + launches + ")";
  }
}
