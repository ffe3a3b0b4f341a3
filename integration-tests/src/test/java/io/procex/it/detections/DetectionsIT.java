package io.procex.it.detections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that others have written find an attack in records of the format ecs, and builds not. */
class DetectionsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As the start script of Tomcat has them. */
  private static final String[] TOMCAT = {
    "-Dcatalina.base=/var/lib/tomcat10", "-Dcatalina.home=/usr/share/tomcat10"
  };

  private static final int BUILDS = 3;

  @TempDir Path directory;

  /** Records of the launches that a script asks for, so many times. */
  private List<JsonNode> launches(HostJvm host, String script, int times, String... arguments)
      throws Exception {
    try (WebApplication application = new WebApplication(host, directory, arguments)) {
      for (int i = 1; i <= times; i++) {
        application.play(script, i);
      }
    }
    List<JsonNode> launches = new ArrayList<>();
    for (String line : Files.readAllLines(log())) {
      JsonNode record = JSON.readTree(installed(line));
      if (record.path("event.action").asText().equals("exec")) {
        launches.add(record);
      }
    }
    return launches;
  }

  /** Rules look at places: what stands in for a program counts as being where that would be. */
  private String installed(String line) {
    return line.replace(directory + "/bin/", "/usr/bin/")
        .replace(directory.toString(), "/srv/work");
  }

  private Path log() {
    return directory.resolve("records.json");
  }

  private HostJvm host(Jdk jdk) {
    return HostJvm.withAgent(jdk, "log=" + log(), "log.format=ecs");
  }

  /** The command lines that each rule fires on. */
  private static Map<Detection, List<String>> fired(List<Detection> rules, List<JsonNode> records) {
    Map<Detection, List<String>> fired = new LinkedHashMap<>();
    for (Detection rule : rules) {
      List<String> lines =
          records.stream()
              .filter(rule::matches)
              .map(record -> record.path("process.command_line").asText())
              .toList();
      if (!lines.isEmpty()) {
        fired.put(rule, lines);
      }
    }
    return fired;
  }

  private static void say(String what, Jdk jdk, int fired, int rules, int launches) {
    System.out.printf(
        "%s, %s: %d of %d rules fired, %d launches%n", what, jdk, fired, rules, launches);
  }

  @OnOneJdk
  void allTenFireOnAnAttack(Jdk jdk) throws Exception {
    List<JsonNode> attack = launches(host(jdk).jvm(TOMCAT), "attack.jsonl", 1);
    assertEquals(10, attack.size(), attack.toString());
    List<Detection> rules = Detection.all("");
    Map<Detection, List<String>> fired = fired(rules, attack);
    say("attack", jdk, fired.size(), rules.size(), attack.size());
    fired.forEach((rule, lines) -> System.out.println("  " + rule + ": " + lines));
    assertEquals(10, rules.size());
    assertEquals(rules, List.copyOf(fired.keySet()), attack.toString());
  }

  @OnOneJdk
  void noneFiresOnADayOfBuilds(Jdk jdk) throws Exception {
    List<JsonNode> day = launches(host(jdk), "build-day.jsonl", BUILDS);
    List<Detection> rules = Detection.all("");
    Map<Detection, List<String>> fired = fired(rules, day);
    say("build server", jdk, fired.size(), rules.size(), day.size());
    assertTrue(day.size() >= 200, day.size() + " launches");
    assertTrue(day.stream().noneMatch(each -> each.has("error.code")), day.toString());
    assertEquals(Map.of(), fired);
  }

  /** What the page advises against, or to have exceptions for. */
  @OnOneJdk
  void rulesOnAnyShellOrAnyWebServerFireOnBuilds(Jdk jdk) throws Exception {
    List<JsonNode> day = launches(host(jdk), "build-day.jsonl", 1, "/usr/share/java/jenkins.war");
    List<Detection> rules = new ArrayList<>(Detection.all("noisy"));
    Map<Detection, List<String>> fired = fired(rules, day);
    assertEquals(rules, List.copyOf(fired.keySet()));
    fired.putAll(fired(Detection.all(""), day));
    fired.forEach(
        (rule, lines) -> System.out.printf("  %s: %d of %d%n", rule, lines.size(), day.size()));
    assertEquals(
        List.of(
            "Suspicious Child Execution via Web Server",
            "Suspicious Command Execution via Web Server"),
        fired.keySet().stream()
            .filter(rule -> !rules.contains(rule))
            .map(Detection::name)
            .toList());
  }

  @Test
  void pageNamesEachRule() throws Exception {
    String page = Files.readString(Path.of("../docs/detections.md"));
    List<Detection> rules = new ArrayList<>(Detection.all(""));
    rules.addAll(Detection.all("noisy"));
    for (Detection rule : rules) {
      String id = rule.project() + " `" + rule.id() + "`";
      assertTrue(page.contains(rule.name()) && page.contains(id), rule.toString());
    }
  }
}
