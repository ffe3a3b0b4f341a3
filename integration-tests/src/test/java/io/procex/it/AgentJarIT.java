package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.it.support.Artifacts;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What may be in the jar, and in which form. */
class AgentJarIT {
  private static final String LIBRARY = "META-INF/native/linux-x86_64/libprocex.so";
  private static final String ALLOWED =
      "io/procex/agent/.*\\.class|java/lang/Procex[A-Za-z0-9$]*\\.class|META-INF/MANIFEST\\.MF|"
          + "io/procex/agent/report/(page\\.(html|css|js)|chart\\.js)|"
          + "io/procex/agent/rules/rules\\.schema\\.json|"
          + "io/procex/agent/settings/syscalls-x86_64\\.txt|"
          + LIBRARY;

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

  @Test
  void everyClassRunsOnJdk8() throws Exception {
    try (JarFile jar = new JarFile(Artifacts.agentJar().toFile())) {
      for (JarEntry entry : files(jar)) {
        if (entry.getName().endsWith(".class")) {
          byte[] classFile = read(jar, entry);
          int major = ((classFile[6] & 0xff) << 8) | (classFile[7] & 0xff);
          int most = entry.getName().matches(SINCE_11) ? 55 : 52;
          assertTrue(major <= most, entry.getName() + " has version " + major);
        }
      }
    }
  }

  @Test
  void noClassNamesAsmWhereItWasBeforeItsRelocation() throws Exception {
    try (JarFile jar = new JarFile(Artifacts.agentJar().toFile())) {
      for (JarEntry entry : files(jar)) {
        String text = new String(read(jar, entry), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertTrue(!text.contains("org/objectweb/asm"), entry.getName());
      }
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
