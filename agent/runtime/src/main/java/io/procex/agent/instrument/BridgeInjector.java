package io.procex.agent.instrument;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.start.ProcessClasses;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Defines the bridge's classes, which are in the package java.lang, in java.base. Appending a jar
 * to the boot class path would work too, but it prints a warning and disables AppCDS.
 */
public final class BridgeInjector {
  /** In the order in which they can be linked. */
  private static final String[] CLASSES = {
    "ProcexPreparation",
    "ProcexCore",
    "ProcexTally",
    "ProcexWording",
    "ProcexLeafPlace",
    "ProcexTimeLimit",
    "ProcexSettings",
    "ProcexLeaf",
    "ProcexUnqueuedLock",
    "ProcexLeaves",
    "ProcexLifetime",
    "ProcexProgram",
    "ProcexVerdict",
    "ProcexRules",
    "ProcexRequest",
    "ProcexLaunch",
    "ProcexStartTime",
    "ProcexReaperThreads",
    "ProcexReaperThreads$1",
    "ProcexStop",
    "ProcexTurn",
    "ProcexConfig",
    "ProcexHandover",
    "ProcexNewLifetimes",
    "ProcexDeadlines",
    "ProcexWatchedTable$Watched",
    "ProcexWatchedTable",
    "ProcexLeaders$Lead",
    "ProcexReaperState",
    "ProcexOrphans$Core",
    "ProcexOrphans",
    "ProcexOrphans$1",
    "ProcexLeaders",
    "ProcexGivingWay",
    "ProcexLeftToTheJdk",
    "ProcexReaperLoop",
    "ProcexReaper",
    "ProcexNativeMethod",
    "ProcexDispatcher",
    "ProcexControl"
  };

  private static final String[] OF_DIAGNOSTICS = {"ProcexObserver", "ProcexObservation"};

  private final Instrumentation instrumentation;
  private int defined;
  private int definedOfDiagnostics;

  BridgeInjector(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * Injects the bridge, once. If memory runs out, the next attempt continues where this one
   * stopped.
   */
  private synchronized void inject() throws Exception {
    if (Bridge.isInjected()) {
      return;
    }
    if (defined == 0 && isThere(CLASSES[0])) {
      throw new IllegalStateException(
          "another copy of the agent is already installed in this JVM, by another class loader");
    }
    Consumer<byte[]> definer = definer();
    while (defined < CLASSES.length) {
      define(definer, CLASSES[defined]);
      defined++;
    }
    Bridge.begin(maker(definer).get());
  }

  /** Makes the object that controls the bridge. On JDK 8 any class may, so this class does. */
  @SuppressWarnings("unchecked") // see definerInModule
  private static Supplier<Object> maker(Consumer<byte[]> definer) {
    return ProcessClasses.isOn8() ? new BridgeDefiner() : (Supplier<Object>) definer;
  }

  /** Injects the bridge, and if needed the classes for diagnostics. */
  void inject(boolean diagnostics) throws Exception {
    if (diagnostics) {
      injectDiagnostics();
    } else {
      inject();
    }
  }

  /** Injects the classes that only diagnostics need, once, after the others. */
  synchronized void injectDiagnostics() throws Exception {
    inject();
    if (definedOfDiagnostics == OF_DIAGNOSTICS.length) {
      return;
    }
    Consumer<byte[]> definer = definer();
    while (definedOfDiagnostics < OF_DIAGNOSTICS.length) {
      define(definer, OF_DIAGNOSTICS[definedOfDiagnostics]);
      definedOfDiagnostics++;
    }
  }

  private static void define(Consumer<byte[]> definer, String name) throws IOException {
    definer.accept(ClassFiles.read("/java/lang/" + name + ".class"));
  }

  private Consumer<byte[]> definer() throws Exception {
    return ProcessClasses.isOn8() ? definerBeforeModules() : definerInModule();
  }

  private static boolean isThere(String name) {
    try {
      Class.forName("java.lang." + name, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private Consumer<byte[]> definerInModule() throws Exception {
    Class<?> type = new IsolatedLoader().define(BridgeDefiner.class);
    Object target = Class.class.getMethod("getModule").invoke(type);
    Object javaBase = Class.class.getMethod("getModule").invoke(Object.class);
    Class<?> module = Class.forName("java.lang.Module");
    Map<String, Set<?>> opens =
        Collections.singletonMap("java.lang", Collections.singleton(target));
    Instrumentation.class
        .getMethod("redefineModule", module, Set.class, Map.class, Map.class, Set.class, Map.class)
        .invoke(
            instrumentation,
            javaBase,
            Collections.emptySet(),
            Collections.emptyMap(),
            opens,
            Collections.emptySet(),
            Collections.emptyMap());
    @SuppressWarnings("unchecked") // BridgeDefiner is a Consumer of byte[], in its own loader
    Consumer<byte[]> definer = (Consumer<byte[]>) type.getConstructor().newInstance();
    return definer;
  }

  /** Defines classes on JDK 8, where only sun.misc.Unsafe can define one in the boot loader. */
  private static Consumer<byte[]> definerBeforeModules() throws Exception {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Field field = type.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    Object unsafe = field.get(null);
    Method define =
        type.getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            ProtectionDomain.class);
    return classFile -> {
      try {
        define.invoke(unsafe, null, classFile, 0, classFile.length, null, null);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot define a class in the boot loader", e);
      }
    };
  }

  /** A class loader for one class of this jar. */
  private static final class IsolatedLoader extends ClassLoader {
    IsolatedLoader() {
      super(null);
    }

    Class<?> define(Class<?> original) throws Exception {
      String name = original.getName();
      byte[] classFile = ClassFiles.read("/" + name.replace('.', '/') + ".class");
      // Under a security manager the class has the rights of the agent's jar.
      return defineClass(name, classFile, 0, classFile.length, original.getProtectionDomain());
    }
  }
}
