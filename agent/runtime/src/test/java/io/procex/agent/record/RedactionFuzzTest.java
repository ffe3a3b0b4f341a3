package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.procex.agent.fuzz.FuzzInput;
import java.util.ArrayList;
import java.util.List;

/** Lines as the arguments of a launch. */
class RedactionFuzzTest {
  private static final String SECRET = "Zq7xW2kP9vLm";
  private static final OwnSecrets OWN = OwnSecrets.of("PIN\\d+");

  @FuzzTest
  void secretOfAKnownNameIsHiddenWhateverStandsBefore(byte[] data) {
    List<String> arguments = new ArrayList<>(FuzzInput.lines(data));
    for (String argument : arguments) {
      new Redaction(null).redactWithin(argument);
    }
    arguments.add("--password=" + SECRET);
    for (Redaction redaction : new Redaction[] {new Redaction(null), new Redaction(OWN)}) {
      List<String> shown = redaction.redact(arguments);
      assertEquals(arguments.size(), shown.size());
      assertFalse(shown.get(shown.size() - 1).contains(SECRET), () -> arguments.toString());
    }
  }
}
