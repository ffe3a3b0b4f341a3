package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The doctor's verdict is what launches show. */
class DoctorIT {
  private record Answer(int exitCode, JsonNode json) {}

  private static Answer ask(Jdk jdk, String... wrapper) throws Exception {
    List<String> command = new ArrayList<>(List.of(wrapper));
    command.addAll(
        List.of(
            jdk.java().toString(), "-jar", Artifacts.agentJar().toString(), "doctor", "--json"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("", err);
    return new Answer(process.waitFor(), new ObjectMapper().readTree(out));
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void healthyWhereEveryRungHolds(Jdk jdk) throws Exception {
    Answer answer = ask(jdk);
    assertEquals(0, answer.exitCode(), answer.toString());
    assertTrue(answer.json().get("healthy").asBoolean());
    assertEquals(4, answer.json().get("rungs").size());
    answer.json().get("rungs").forEach(rung -> assertEquals("ok", rung.asText()));
    answer.json().get("hooks").forEach(hook -> assertEquals("true", hook.asText()));
    assertEquals(jdk.version(), answer.json().get("machine").get("java").asText().split(" ", 2)[0]);
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void lowerRungsAndTheirReasonAreNamed(Jdk jdk) throws Exception {
    Answer answer = ask(jdk, Artifacts.fault().toString(), "close_range=ENOSYS", "--");
    assertEquals(1, answer.exitCode(), answer.toString());
    assertEquals("proc-walk", answer.json().get("rung").asText(), answer.toString());
    assertEquals("filter", answer.json().get("machine").get("seccomp").asText());
    assertTrue(answer.json().get("log").toString().contains("refused: step "), answer.toString());
  }
}
