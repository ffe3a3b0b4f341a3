package io.procex.agent.start;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Waits for the first launch of a JVM whose launching class is loaded from the start: with an AOT
 * cache (JEP 483, JDK 24) of an application that launches. To rewrite the class at once would
 * prepare the whole agent, 130 ms of each start. So only a call in it is sent to {@link
 * FirstLaunch}, by a change of the constant pool.
 */
final class LoadedLauncher extends ClassLoader {
  private static final int FIRST_WITH_AOT_CACHE = 24;
  private static final String TEMPLATE = "io/procex/agent/start/FirstLaunch";
  private static final String HOOK = "java/lang/ProcexFirstLaunch";
  private static final String METHOD = "toCString"; // called for each launch, before all else
  private static final String DESCRIPTOR = "(Ljava/lang/String;)[B";

  private LoadedLauncher() {
    super(null);
  }

  /** Whether the class may be there without having launched anything. */
  static boolean isExpected() {
    return !StartTransformer.isOn8()
        && Integer.parseInt(System.getProperty("java.specification.version"))
            >= FIRST_WITH_AOT_CACHE;
  }

  /** Defines the class that takes the call, and does that first. */
  static void await(Instrumentation instrumentation, Runnable first) throws Exception {
    String name = "io.procex.agent.start.HookDefiner"; // a text, lest it be loaded here too
    byte[] classFile = read(name.replace('.', '/'));
    Class<?> type =
        new LoadedLauncher()
            .defineClass(
                name, classFile, 0, classFile.length, LoadedLauncher.class.getProtectionDomain());
    openJavaLang(instrumentation, type);
    @SuppressWarnings("unchecked") // HookDefiner is one, in its own loader
    BiConsumer<byte[], Runnable> definer =
        (BiConsumer<byte[], Runnable>) type.getConstructor().newInstance();
    definer.accept(new ConstantPool(read(TEMPLATE)).renamed(TEMPLATE, HOOK), first);
  }

  /** The launching class with that call. */
  static byte[] redirected(byte[] classFile) {
    return new ConstantPool(classFile)
        .redirected(StartTransformer.LAUNCHER, METHOD, DESCRIPTOR, HOOK);
  }

  private static void openJavaLang(Instrumentation instrumentation, Class<?> type)
      throws Exception {
    Object target = Class.class.getMethod("getModule").invoke(type);
    Object javaBase = Class.class.getMethod("getModule").invoke(Object.class);
    Map<String, Set<?>> opens =
        Collections.singletonMap("java.lang", Collections.singleton(target));
    Instrumentation.class
        .getMethod(
            "redefineModule",
            Class.forName("java.lang.Module"),
            Set.class,
            Map.class,
            Map.class,
            Set.class,
            Map.class)
        .invoke(
            instrumentation,
            javaBase,
            Collections.emptySet(),
            Collections.emptyMap(),
            opens,
            Collections.emptySet(),
            Collections.emptyMap());
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = LoadedLauncher.class.getResourceAsStream("/" + name + ".class")) {
      if (in == null) {
        throw new IOException("the agent's jar has no " + name);
      }
      byte[] bytes = new byte[in.available()];
      int length = 0;
      int got;
      while (length < bytes.length && (got = in.read(bytes, length, bytes.length - length)) > 0) {
        length += got;
      }
      return bytes;
    }
  }
}
