package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcexWordingTest {
  private static final int ENOENT = 2;
  private static final int ENOMEM = 12;
  private static final int ENFILE = 23;
  private static final int EMFILE = 24;
  private static final int VFORK = 3;
  private static final int POSIX_SPAWN = 2;

  private static String message(int step, int errno, int mode) {
    return ProcexUnderTest.WORDING.failure(step, errno, mode, "forkAndExec").getMessage();
  }

  @Test
  void aStepThatTheJdkKnowsIsWordedByItsPattern() {
    assertEquals(
        "error=2, No such file or directory", message(ProcexNumbers.STEP_EXEC, ENOENT, VFORK));
    assertEquals(
        "error=2, No such file or directory (directory)",
        message(ProcexNumbers.STEP_CHDIR, ENOENT, VFORK));
  }

  @Test
  void aStepThatTheJdkDoesNotTakeIsLeftToIt() {
    assertNull(ProcexUnderTest.WORDING.failure(1, ENOMEM, VFORK, "forkAndExec"));
    assertNull(
        ProcexUnderTest.WORDING.failure(ProcexNumbers.STEP_PIPE, ENOMEM, VFORK, "forkAndExec"));
  }

  @Test
  void withoutDescriptorsThereIsAdviceWhereTheHelperWouldHaveRun() {
    assertEquals(
        "error=24, Too many open files (pipe)", message(ProcexNumbers.STEP_PIPE, EMFILE, VFORK));
    assertEquals(
        "error=24, Too many open files (pipe) and advice",
        message(ProcexNumbers.STEP_PIPE, EMFILE, POSIX_SPAWN));
    assertEquals(
        "error=23, Too many open files in system (pipe)",
        message(ProcexNumbers.STEP_PIPE, ENFILE, VFORK));
  }

  @Test
  void aSettingThatMustBeSetIsNamed() {
    assertEquals(
        "procex-agent: UMask cannot be set, error: 13 (Permission denied)",
        ProcexUnderTest.WORDING.failureOfSetting("UMask", ProcexNumbers.EACCES).getMessage());
  }

  @Test
  void theStackBeginsInTheJdksNativeMethod() throws Exception {
    IOException failure = null;
    ProcexConfig.install(ProcexConfig.of(new ProcexUnderTest.Preparation(), null, null, false));
    try {
      new Caller().launch();
    } catch (IOException e) {
      failure = e;
    }
    StackTraceElement first = failure.getStackTrace()[0];
    assertEquals("forkAndExec", first.getMethodName());
    assertTrue(first.isNativeMethod());
    for (StackTraceElement frame : failure.getStackTrace()) {
      assertTrue(!frame.getClassName().equals(ProcexDispatcher.class.getName()), frame.toString());
    }
  }

  /** Stands for ProcessImpl: its name does not begin as the bridge's do. */
  private static final class Caller {
    void launch() throws IOException {
      ProcexUnderTest.launch(new int[] {-1, -1, -1}, "/is/not/there");
    }
  }
}
