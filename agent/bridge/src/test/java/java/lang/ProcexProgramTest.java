package java.lang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which programs are remembered, with files of this machine. */
class ProcexProgramTest {
  private static final byte[] BY_PATH = bytes("/bin/sh\0");
  private static final byte[] BY_NAME = bytes("sh\0");

  private final int[] outcome = new int[ProcexNumbers.OUTCOME_SIZE];

  @BeforeAll
  static void loadTheCore() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
  }

  @BeforeEach
  void forgetAll() {
    ProcexProgram.forgetAll();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private ProcexProgram find(byte[] prog) {
    return ProcexProgram.find(prog, null, true, outcome);
  }

  private void remember(byte[] prog) {
    ProcexProgram found = find(prog);
    found.remember(prog, true);
    found.close();
  }

  @Test
  void aProgramThatIsNotThereLeavesStepAndErrno() {
    assertNull(find(bytes("/is/not/there\0")));
    assertEquals(ProcexNumbers.STEP_EXEC, outcome[ProcexNumbers.OUTCOME_STEP]);
    assertEquals(2, outcome[ProcexNumbers.OUTCOME_ERROR]);
  }

  @Test
  void aProgramIsExecutedByItsDescriptorAndARememberedOneByItsName() {
    ProcexProgram found = find(BY_PATH);
    assertEquals(ProcexNumbers.HOW_PINNED, found.how(false));
    found.remember(BY_PATH, true);
    found.close();
    ProcexProgram known = ProcexProgram.recall(BY_PATH.clone(), true);
    assertEquals(ProcexNumbers.HOW_REMEMBERED, known.how(false));
    assertArrayEquals(found.resolved(), known.resolved());
    assertArrayEquals(found.version(), known.version());
  }

  @Test
  void aPathIsRememberedForEachSearchAndANameOnlyForItsOwn() {
    remember(BY_PATH);
    remember(BY_NAME);
    assertNotNull(ProcexProgram.recall(BY_PATH, false));
    assertNotNull(ProcexProgram.recall(BY_NAME, true));
    assertNull(ProcexProgram.recall(BY_NAME, false));
  }

  @Test
  void aProgramIsForgottenByItsNameAlone() {
    remember(BY_PATH);
    ProcexProgram.forget(BY_NAME);
    assertNotNull(ProcexProgram.recall(BY_PATH, true));
    ProcexProgram.forget(BY_PATH);
    assertNull(ProcexProgram.recall(BY_PATH, true));
  }

  @Test
  void aLongNameIsNotRemembered() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 256; i++) {
      name.append("/.");
    }
    byte[] prog = bytes(name + "/bin/sh\0");
    remember(prog);
    assertNull(ProcexProgram.recall(prog, true));
  }

  @Test
  void aNoteStaysWithTheProgramThatIsRemembered() {
    remember(BY_PATH);
    ProcexProgram.recall(BY_PATH, true).note("seen");
    assertEquals("seen", ProcexProgram.recall(BY_PATH, true).note());
    remember(BY_PATH);
    assertNull(ProcexProgram.recall(BY_PATH, true).note());
  }
}
