package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class SecurityCommandTest {
  private static final String RULES =
      "version: 1\nrules:\n"
          + "  - {name: sh, executable: '/**/sh', action: deny}\n"
          + "  - {name: convert, executable: /x/convert, action: allow, set: {profile: strict}}\n"
          + "  - {name: git, executable: /x/git, caller: a.B, action: allow,"
          + " set: {NoNewPrivileges: yes, LimitCPU: 5}}\n";

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Path file(String name, String text) throws Exception {
    return Files.write(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private int run(Object... arguments) {
    List<String> words = new ArrayList<>(Arrays.asList("security"));
    Arrays.stream(arguments).forEach(word -> words.add(word.toString()));
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out), new PrintWriter(err, true), words.toArray(new String[0]));
  }

  /** By the first of its names, what the command printed as JSON of each subject. */
  private Map<?, ?> subject(int place) {
    Map<?, ?> tree =
        (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(out.toString());
    return (Map<?, ?>) ((List<?>) tree.get("subjects")).get(place);
  }

  private static String launch(String program, String more) {
    return "{\"event.name\":\"launch\",\"process.executable.path\":\""
        + program
        + "\""
        + more
        + "}\n";
  }

  @Test
  void rulesAreWeighedTheMostExposedFirst() throws Exception {
    Path rules = file("rules.yaml", RULES);
    assertEquals(0, run(rules, "--user", "1000"), err.toString());
    String text = out.toString();
    int byDefault = text.indexOf("9.4 UNSAFE  default");
    int git = text.indexOf("UNSAFE  git\n");
    int convert = text.indexOf("  convert\n");
    assertTrue(byDefault >= 0 && byDefault < git && git < convert, text);
    assertTrue(text.endsWith("launches nothing: sh\n"), text);
    assertTrue(text.contains("    0.5  use the network (PrivateNetwork=)"), text);
  }

  @Test
  void ownOptionsAreWeighedAlone() {
    assertEquals(0, run("--options", "profile=strict", "--json"), err.toString());
    assertEquals("[the agent's own options]", subject(0).get("names").toString());
    assertEquals("unknown", subject(0).get("user"));
    assertEquals(5.0, subject(0).get("exposure"));
    assertEquals("MEDIUM", subject(0).get("level"));
    assertEquals("{CapabilityBoundingSet=none}", addition(0).get("set").toString());
  }

  private Map<?, ?> addition(int step) {
    return (Map<?, ?>) ((List<?>) subject(0).get("add")).get(step);
  }

  @Test
  void thresholdIsTheExitCode() throws Exception {
    Path rules = file("rules.yaml", RULES);
    assertEquals(0, run(rules, "--threshold", "9.8"));
    assertEquals("", err.toString());
    assertEquals(1, run(rules, "--threshold", "9.7", "--json"));
    assertTrue(err.toString().startsWith("above 9.7: default (9.8)\n"), err.toString());
    assertTrue(out.toString().startsWith("{\"subjects\":["), out.toString());
  }

  @Test
  void rulePacksLeaveLittleToAnOrdinaryUser() throws Exception {
    try (DirectoryStream<Path> packs =
        Files.newDirectoryStream(Paths.get("../../docs/rule-packs"), "*.yaml")) {
      for (Path pack : packs) {
        assertEquals(0, run(pack, "--user", "1000", "--threshold", "1.5"), pack + ": " + err);
      }
    }
  }

  @Test
  void recordsAreWeighedByTheirRulesAndWithoutWhatWasSkipped() throws Exception {
    String user = ",\"process.user.id\":\"1000\"";
    Path records =
        file(
            "records.json",
            launch("/x/convert", ",\"procex.rule.name\":\"convert\"" + user)
                + launch(
                    "/x/skipping",
                    ",\"procex.rule.name\":\"convert\",\"procex.settings.missed\":[\"SystemCallFilter"
                        + " EPERM\"]"
                        + user)
                + launch("/x/git", ",\"code.function.name\":\"a.B.run\"" + user)
                + launch(
                    "/x/other",
                    ",\"procex.rule.name\":\"convert\",\"procex.rule.mode\":\"monitor\"")
                + "{\"event.name\":\"denied\",\"process.executable.path\":\"/bin/sh\"}\n");
    Path rules = file("rules.yaml", RULES);
    assertEquals(0, run(records, "--rules", rules, "--json", "--threshold", "10"), err.toString());
    List<String> found = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      found.add(subject(i).get("names") + " " + subject(i).get("exposure"));
    }
    assertEquals(
        Arrays.asList("[/x/other] 9.8", "[/x/git] 9.2", "[/x/skipping] 6.7", "[/x/convert] 2.2"),
        found);
    assertEquals("", err.toString());
    assertEquals("1000", subject(3).get("user"));
    String weighed = out.toString();
    assertEquals(0, run(records, "--options", "rules=" + rules, "--json", "--threshold", "10"));
    assertEquals(weighed, out.toString());
  }

  @Test
  void recordsAloneSayWhatTheyLack() throws Exception {
    Path records =
        file("records.json", launch("/x/a", "") + launch("/x/b", "") + launch("/x/a", ""));
    assertEquals(0, run(records));
    assertTrue(out.toString().startsWith("9.8 UNSAFE  /x/a, /x/b\n"), out.toString());
    assertTrue(err.toString().contains("give --rules and --options"), err.toString());
  }

  @Test
  void wrongArgumentsAreExplained() throws Exception {
    Path rules = file("rules.yaml", RULES);
    assertWrong(2, "Missing: a PID, a file of rules, records, or --options");
    assertWrong(2, "--threshold: expected a number from 0.0 to 10.0", rules, "--threshold", "11");
    assertWrong(2, "--threshold: expected a number", rules, "--threshold", "NaN");
    assertWrong(2, "Invalid value for option '--threshold'", rules, "--threshold", "high");
    assertWrong(2, "--rules: only with records", rules, "--rules", rules);
    assertWrong(2, "one file of rules alone; with records: --rules FILE", rules, rules);
    assertWrong(1, "x.yaml:1:1: no such file", "x.yaml");
    assertWrong(1, "x.json: no such file", "x.json");
    assertWrong(1, "rules.txt: no line is a record", file("rules.txt", RULES));
    assertWrong(1, "there is no user no-such-user", rules, "--user", "no-such-user");
    assertWrong(1, "option 'profile' has the value 'x'", "--options", "profile=x");
    assertWrong(1, "2000000000: no such process", "2000000000");
    assertWrong(2, "a running JVM says both itself", "2000000000", "--user", "1");
  }

  private void assertWrong(int code, String message, Object... arguments) {
    assertEquals(code, run(arguments), out.toString());
    assertTrue(err.toString().contains(message), err.toString());
  }

  @Test
  void answerToStatusIsRead() throws Exception {
    String status =
        "{\"installed\":true,\"declined\":{\"a\":1},\"options\":{\"strict\":\"true\",\"rules\":\"\","
            + "\"NoNewPrivileges\":\"yes\"},\"log\":[\"options\"]}";
    assertEquals(
        "{strict=true, NoNewPrivileges=yes}", SecurityOfJvm.texts(status, "options").toString());
    assertEquals("{}", SecurityOfJvm.texts("{\"options\":null}", "options").toString());
  }

  @Test
  void factsOfThisProcessAreRead() throws Exception {
    assertEquals(
        Integer.toString(ProcessStatus.of("self").user()),
        SecurityOfJvm.facts(ProcessStatus.of("self")).user());
  }
}
