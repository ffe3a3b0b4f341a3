package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.OtherCpu;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor's verdict is what launches show. */
class DoctorIT {
  @TempDir Path directory;

  private record Answer(int exitCode, JsonNode json) {}

  private static Answer ask(Jdk jdk, String... wrapper) throws Exception {
    return answer(jdk, wrapper, List.of("doctor", "--json"));
  }

  private static Answer answer(Jdk jdk, String[] wrapper, List<String> arguments) throws Exception {
    return answer(jdk, Artifacts.agentJar(), wrapper, arguments);
  }

  private static Answer answer(Jdk jdk, Path jar, String[] wrapper, List<String> arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(wrapper));
    command.addAll(List.of(jdk.java().toString(), "-jar", jar.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("", err);
    return new Answer(process.waitFor(), new ObjectMapper().readTree(out));
  }

  @OnSomeJdks
  void healthyWhereEveryRungHolds(Jdk jdk) throws Exception {
    assertHealthy(jdk, ask(jdk));
    List<String> doctor = List.of("doctor", "--json");
    assertHealthy(jdk, answer(jdk, Artifacts.oneFile(), new String[0], doctor));
  }

  private static void assertHealthy(Jdk jdk, Answer answer) {
    assertEquals(0, answer.exitCode(), answer.toString());
    assertTrue(answer.json().get("healthy").asBoolean());
    assertEquals(4, answer.json().get("rungs").size());
    answer.json().get("rungs").forEach(rung -> assertEquals("ok", rung.asText()));
    answer.json().get("hooks").forEach(hook -> assertEquals("true", hook.asText()));
    assertEquals("ok", answer.json().get("entries").get(0).get("outcome").asText());
    String landlock = answer.json().get("machine").get("landlock").asText();
    assertTrue(landlock.matches("(ABI \\d+[:;]|none:|switched off:) .*"), landlock);
    assertEquals(jdk.version(), answer.json().get("machine").get("java").asText().split(" ", 2)[0]);
  }

  /** One JVM for each flag of the native entry; what HotSpot would not load is not tried. */
  @OnSomeJdks
  void flagsOfTheNativeEntryAreTried(Jdk jdk) throws Exception {
    Path otherCpu = OtherCpu.copyOf(Artifacts.oneFile(), directory.resolve("other-cpu.jar"));
    List<String> flags =
        List.of(
            Artifacts.oneFile() + "=LimitNOFILE=300",
            Artifacts.nativeLibrary() + "=rules=/x",
            Artifacts.nativeLibrary() + "=strict=true,log=/x",
            otherCpu + "=sweep=launch",
            Artifacts.agentJar().toString(),
            "/no/procex.so");
    List<String> command = new ArrayList<>(List.of("doctor", "--json"));
    flags.forEach(flag -> command.addAll(List.of("--agentpath", flag)));
    Answer answer = answer(jdk, new String[0], command);
    assertEquals(1, answer.exitCode(), answer.toString());
    JsonNode entries = answer.json().get("entries");
    assertTrue(entries.get(0).get("healthy").asBoolean(), answer.toString());
    assertEquals("ok", entries.get(1).get("outcome").asText(), "launches all the same");
    assertTrue(entries.get(1).get("problems").get(0).asText().startsWith("option 'rules' "));
    String strict = "not working: the JVM ended: procex-agent: option 'log' (agent argument) is";
    assertTrue(entries.get(2).get("outcome").asText().startsWith(strict), answer.toString());
    List<String> why = List.of("is for another CPU", "'extract' writes", "there is no file");
    for (int i = 0; i < why.size(); i++) {
      assertTrue(entries.get(3 + i).get("outcome").asText().contains(why.get(i)), why.get(i));
    }
    assertTrue(answer.json().get("verdict").asText().contains("; the native entry (--agentpath)"));
  }

  /** Those of the environment that it runs in itself, by which the JVM has loaded it already. */
  @Test
  void flagsInTheEnvironmentAreTried() throws Exception {
    Jdk jdk = Jdk.all().get(0);
    ProcessBuilder builder =
        new ProcessBuilder(
            jdk.java().toString(), "-jar", Artifacts.agentJar().toString(), "doctor", "--json");
    String flag = "-agentpath:" + Artifacts.oneFile() + "=children=all";
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Dx='y z' " + flag);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    JsonNode entry = new ObjectMapper().readTree(process.getInputStream()).get("entries").get(0);
    assertEquals("JAVA_TOOL_OPTIONS", entry.get("from").asText());
    assertEquals(flag, entry.get("flag").asText());
    assertTrue(entry.get("problems").get(0).asText().startsWith("option 'children' has the value"));
    assertEquals(1, process.waitFor());
  }

  @OnSomeJdks
  void lowerRungsAndTheirReasonAreNamed(Jdk jdk) throws Exception {
    Answer answer = ask(jdk, Artifacts.fault().toString(), "close_range=ENOSYS", "--");
    assertEquals(1, answer.exitCode(), answer.toString());
    assertEquals("proc-walk", answer.json().get("rung").asText(), answer.toString());
    assertEquals("filter", answer.json().get("machine").get("seccomp").asText());
    assertTrue(answer.json().get("log").toString().contains("refused: step "), answer.toString());
  }
}
