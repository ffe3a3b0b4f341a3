package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.it.support.Artifacts;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What may be in the jar, and in which form. */
class AgentJarIT {
  private static final String LIBRARY = "META-INF/native/linux-x86_64/libprocex.so";
  private static final String ALLOWED =
      "io/procex/agent/.*\\.class|java/lang/Procex[A-Za-z0-9$]*\\.class|META-INF/MANIFEST\\.MF|"
          + "io/procex/agent/report/(page\\.(html|css|js)|chart\\.js)|"
          + "io/procex/agent/rules/rules\\.schema\\.json|"
          + "io/procex/agent/settings/syscalls-x86_64\\.txt|"
          + LIBRARY
          + "|META-INF/command-line\\.jar";

  /** Classes of other projects that only the command line needs. */
  private static final String OF_COMMAND_LINE =
      "io/procex/agent/(cli|shaded/(picocli|bytebuddy))/.*\\.class";

  private static List<JarEntry> files(JarFile jar) {
    return jar.stream().filter(entry -> !entry.isDirectory()).toList();
  }

  private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
    try (java.io.InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  /** Loaded by reflection, where Flight Recorder has an interface. */
  private static final String SINCE_11 =
      "io/procex/agent/diagnostics/(JdkFlightRecorder|[A-Za-z]+Event)\\.class";

  @Test
  void holdsTheAgentTheBridgeTheLibraryAndNothingElse() throws Exception {
    try (JarFile jar = new JarFile(Artifacts.agentJar().toFile())) {
      List<String> strangers =
          files(jar).stream()
              .map(JarEntry::getName)
              .filter(name -> !name.matches(ALLOWED))
              .toList();
      assertEquals(List.of(), strangers);
    }
  }

  /** Every JVM that has the agent reads the list of the outer jar's files. */
  @Test
  void commandLineIsInAJarOfItsOwnWithin() throws Exception {
    try (JarFile jar = new JarFile(Artifacts.agentJar().toFile())) {
      assertEquals(List.of(), named(files(jar).stream().map(JarEntry::getName), OF_COMMAND_LINE));
      Set<String> inner = ofCommandLine(jar).keySet();
      assertEquals(List.copyOf(inner), named(inner.stream(), OF_COMMAND_LINE));
      assertTrue(inner.contains("io/procex/agent/cli/Main.class"), inner::toString);
    }
  }

  private static List<String> named(Stream<String> names, String pattern) {
    return names.filter(name -> name.matches(pattern)).toList();
  }

  private static Map<String, byte[]> ofCommandLine(JarFile jar) throws IOException {
    Map<String, byte[]> inner = new TreeMap<>();
    try (ZipInputStream in =
        new ZipInputStream(jar.getInputStream(jar.getEntry("META-INF/command-line.jar")))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        inner.put(entry.getName(), in.readAllBytes());
      }
    }
    return inner;
  }

  private static Map<String, byte[]> classes(JarFile jar) throws IOException {
    Map<String, byte[]> classes = ofCommandLine(jar);
    for (JarEntry entry : files(jar)) {
      if (entry.getName().endsWith(".class")) {
        classes.put(entry.getName(), read(jar, entry));
      }
    }
    return classes;
  }

  @Test
  void everyClassRunsOnJdk8() throws Exception {
    try (JarFile jar = new JarFile(Artifacts.agentJar().toFile())) {
      classes(jar)
          .forEach(
              (name, classFile) -> {
                int major = ((classFile[6] & 0xff) << 8) | (classFile[7] & 0xff);
                int most = name.matches(SINCE_11) ? 55 : 52;
                assertTrue(major <= most, name + " has version " + major);
              });
    }
  }

  @Test
  void noClassNamesAsmWhereItWasBeforeItsRelocation() throws Exception {
    try (JarFile jar = new JarFile(Artifacts.agentJar().toFile())) {
      classes(jar)
          .forEach(
              (name, classFile) -> {
                String text = new String(classFile, StandardCharsets.ISO_8859_1);
                assertTrue(!text.contains("org/objectweb/asm"), name);
              });
    }
  }

  @Test
  void libraryIsTheOneThatWasBuilt() throws Exception {
    try (JarFile jar = new JarFile(Artifacts.agentJar().toFile())) {
      assertArrayEquals(
          Files.readAllBytes(Artifacts.nativeLibrary()), read(jar, jar.getJarEntry(LIBRARY)));
    }
  }

  @Test
  void manifestNamesEntryPointsAndCapabilities() throws Exception {
    try (JarFile jar = new JarFile(Artifacts.agentJar().toFile())) {
      Attributes main = jar.getManifest().getMainAttributes();
      assertEquals("io.procex.agent.AgentMain", main.getValue("Premain-Class"));
      assertEquals("io.procex.agent.AgentMain", main.getValue("Agent-Class"));
      assertEquals("true", main.getValue("Can-Retransform-Classes"));
    }
  }

  @Test
  void documentationListsEveryOptionAndNoOther() throws Exception {
    Set<String> documented = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("../docs/options.md"))) {
      if (line.matches("\\| `[A-Za-z.]+` \\| .*\\| .*\\| .*\\|")) {
        documented.add(line.split("`", 3)[1]);
      }
    }
    assertEquals(options(), documented);
  }

  private static Set<String> options() throws Exception {
    URL[] jar = {Artifacts.agentJar().toUri().toURL()};
    Set<String> keys = new TreeSet<>();
    try (URLClassLoader loader = new URLClassLoader(jar, null)) {
      Class<?> option = loader.loadClass("io.procex.agent.options.Option");
      Field key = option.getDeclaredField("key");
      key.setAccessible(true);
      for (Object constant : option.getEnumConstants()) {
        keys.add((String) key.get(constant));
      }
    }
    return keys;
  }
}
