package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether forkAndExec is native, and whether the answer may be used again. */
class ProcexNativeMethodTest {
  private final Class<?> launching = Class.forName("java.lang.ProcessImpl");

  ProcexNativeMethodTest() throws ClassNotFoundException {}

  @BeforeAll
  static void loadTheCore() {
    ProcexUnderTest.loadLibrary();
  }

  @Test
  void theJdksIsNativeBeforeAndAfterTheCoreIsThere() {
    assertTrue(ProcexNativeMethod.isNative(launching, "forkAndExec", false));
    assertTrue(ProcexNativeMethod.isNative(launching, "forkAndExec", true));
    assertTrue(ProcexNativeMethod.isNative(launching, "forkAndExec", true));
  }

  @Test
  void whatWasFoundOfOneMethodIsNotSaidOfAnother() {
    assertTrue(ProcexNativeMethod.isNative(launching, "forkAndExec", true));
    assertFalse(ProcexNativeMethod.isNative(launching, "$$prefixed$$_forkAndExec", true));
    assertFalse(ProcexNativeMethod.isNative(WithOneOfItsOwn.class, "forkAndExec", true));
    assertTrue(ProcexNativeMethod.isNative(launching, "forkAndExec", true));
  }

  @Test
  void eachRedefinitionIsSeen() throws Exception {
    long place = ProcexCore.redefinitionsPlace();
    assertNotEquals(0, place, "this JDK counts no redefinitions");
    Field count = Class.class.getDeclaredField("classRedefinedCount");
    count.setAccessible(true);
    count.setInt(WithOneOfItsOwn.class, 41);
    assertEquals(41, ProcexCore.redefinitions(WithOneOfItsOwn.class, place));
    count.setInt(WithOneOfItsOwn.class, 42);
    assertEquals(42, ProcexCore.redefinitions(WithOneOfItsOwn.class, place));
  }

  /** As the launching class, once another agent has put a method of its own there. */
  @SuppressWarnings("unused")
  private static final class WithOneOfItsOwn {
    int forkAndExec(
        int mode,
        byte[] helperpath,
        byte[] prog,
        byte[] argBlock,
        int argc,
        byte[] envBlock,
        int envc,
        byte[] dir,
        int[] fds,
        boolean redirectErrorStream) {
      return 0;
    }
  }
}
