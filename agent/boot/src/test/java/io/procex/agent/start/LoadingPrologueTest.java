package io.procex.agent.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.procex.agent.shared.AgentJar;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A method that begins by loading a library which is not there. */
class LoadingPrologueTest {
  private static final String NO_LIBRARY = "/no/such/library.so";
  private static final String HERE = LoadingPrologueTest.class.getName();

  /** With all that a prologue moves: branches, handlers, a switch, names of local variables. */
  public static final class Host {
    static final String FOUND;

    static {
      String found;
      try {
        found = System.getProperty("user.dir").isEmpty() ? "none" : "some";
      } catch (RuntimeException e) {
        found = "failed";
      }
      FOUND = found;
    }

    @SuppressWarnings("StatementSwitchToExpressionSwitch") // such a switch is compiled alike
    public static String call(int number) {
      StringBuilder text = new StringBuilder(FOUND);
      for (int i = 0; i < number; i++) {
        switch (i) {
          case 0:
            text.append(" zero");
            break;
          case 1:
            text.append(" one");
            break;
          default:
            text.append(" more");
        }
      }
      try {
        return text.append(Integer.parseInt("x")).toString();
      } catch (NumberFormatException e) {
        return text.append(" caught").toString();
      }
    }
  }

  /** Loaded before the library is. */
  static final class Before {}

  /** Loaded after the library was. */
  static final class Loaded {}

  /** Loaded where the library could not be. */
  static final class Failed {}

  /** Defines the patched class, which HotSpot verifies, and notes what that asks for. */
  private static final class Loader extends ClassLoader {
    final List<String> asked = new ArrayList<>();

    Loader() {
      super(LoadingPrologueTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      asked.add(name);
      return super.loadClass(name, resolve);
    }

    Object call(byte[] classFile) throws Exception {
      return defineClass(Host.class.getName(), classFile, 0, classFile.length)
          .getMethod("call", int.class)
          .invoke(null, 3);
    }
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = LoadingPrologueTest.class.getResourceAsStream("/" + name + ".class")) {
      return AgentJar.rest(in);
    }
  }

  private static byte[] host() throws IOException {
    return read(Host.class.getName().replace('.', '/'));
  }

  private static byte[] patched(String method, String descriptor) throws IOException {
    return patched(method, descriptor, "no.such.property", NO_LIBRARY);
  }

  private static byte[] patched(String name, String descriptor, String property, String library)
      throws IOException {
    ConstantPool pool = new ConstantPool(host());
    return LoadingPrologue.of(
        pool,
        MethodCode.find(pool, name, descriptor),
        property,
        library,
        nameOf(Before.class),
        nameOf(Loaded.class),
        nameOf(Failed.class));
  }

  private static String nameOf(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  @Test
  void methodDoesItsWorkAllTheSameAndTells() throws Exception {
    Loader loader = new Loader();
    byte[] classFile = patched("call", "(I)Ljava/lang/String;");
    assertEquals("some zero one more caught", loader.call(classFile));
    assertEquals(
        List.of(Before.class.getName(), Failed.class.getName()),
        loader.asked.stream().filter(name -> name.startsWith(HERE + "$")).toList());
  }

  /** With the property set: the dynamic linker refuses it. */
  @Test
  void fileThatIsNoLibraryIsToldToo() throws Exception {
    Loader loader = new Loader();
    byte[] classFile =
        patched("call", "(I)Ljava/lang/String;", "java.version", "/proc/self/status");
    assertEquals("some zero one more caught", loader.call(classFile));
    assertEquals(
        List.of(Before.class.getName(), Failed.class.getName()),
        loader.asked.stream().filter(name -> name.startsWith(HERE + "$")).toList());
  }

  /** Whoever puts one there later cannot have it loaded. */
  @Test
  void fileIsNotLookedAtWithoutTheProperty() throws Exception {
    String library = System.getProperty("java.home") + "/lib/libnet.so";
    byte[] classFile = patched("call", "(I)Ljava/lang/String;", "no.such.property", library);
    Loader loader = new Loader();
    loader.call(classFile);
    assertFalse(loader.asked.contains(Loaded.class.getName()));
  }

  @Test
  void nothingIsToldWithoutIt() throws Exception {
    Loader loader = new Loader();
    loader.call(host());
    assertFalse(loader.asked.stream().anyMatch(name -> name.startsWith(HERE)));
  }

  @Test
  void unknownMethodIsRefused() {
    assertThrows(IllegalStateException.class, () -> patched("none", "()V"));
  }
}
