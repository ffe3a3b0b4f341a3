package io.procex.agent.start;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ConstantPoolTest {
  /** One that calls a method of its own, and has constants of all sizes. */
  public static final class Caller {
    static final long LONG = 1234567890123L;

    public static String call() {
      return own("x") + LONG + 3.5f;
    }

    static String own(String text) {
      return "own " + text;
    }
  }

  /** Takes the call. */
  public static final class Target {
    public static String own(String text) {
      return "target " + text;
    }
  }

  private static final class Loader extends ClassLoader {
    Loader() {
      super(ConstantPoolTest.class.getClassLoader());
    }

    Object call(String name, byte[] classFile) throws Exception {
      return defineClass(name, classFile, 0, classFile.length).getMethod("call").invoke(null);
    }
  }

  private static final String CALLER = Caller.class.getName().replace('.', '/');
  private static final String DESCRIPTOR = "(Ljava/lang/String;)Ljava/lang/String;";

  private static byte[] caller() throws IOException {
    try (InputStream in = ConstantPoolTest.class.getResourceAsStream("/" + CALLER + ".class")) {
      return InnerArchive.rest(in);
    }
  }

  @Test
  void callOfAnOwnMethodGoesToAnotherClass() throws Exception {
    byte[] changed =
        new ConstantPool(caller())
            .redirected(CALLER, "own", DESCRIPTOR, Target.class.getName().replace('.', '/'));
    assertEquals("target x12345678901233.5", new Loader().call(Caller.class.getName(), changed));
  }

  @Test
  void classWithoutThatCallIsRefused() throws Exception {
    ConstantPool pool = new ConstantPool(caller());
    assertThrows(
        IllegalStateException.class, () -> pool.redirected(CALLER, "other", DESCRIPTOR, "T"));
  }

  @Test
  void nameOfTheClassIsChangedAndBack() throws Exception {
    byte[] renamed = new ConstantPool(caller()).renamed(CALLER, "other/Name");
    assertEquals("own x12345678901233.5", new Loader().call("other.Name", renamed));
    assertArrayEquals(caller(), new ConstantPool(renamed).renamed("other/Name", CALLER));
  }
}
