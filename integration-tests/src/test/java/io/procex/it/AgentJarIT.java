package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What may be in the jar, and in which form. */
@Tag(Jdk.ONCE)
class AgentJarIT {
  private static final String LIBRARY = "META-INF/native/" + Artifacts.PLATFORM + "/libprocex.so";
  private static final String OUTER =
      "META-INF/MANIFEST\\.MF|io/procex/agent/((start|shared)/)?[A-Z][A-Za-z0-9$]*\\.class|"
          + "META-INF/native/linux-(x86_64|aarch64)/libprocex\\.so"
          + "|META-INF/procex-agent/((agent|libraries|command-line)\\.jar|SHA256SUMS)|"
          + "META-INF/(LICENSE|NOTICE|THIRD-PARTY-LICENSES|sbom/procex-agent\\.cdx\\.json)";

  private static final Map<String, String> INNER =
      Map.of(
          "META-INF/procex-agent/agent.jar",
          "io/procex/agent/([a-z]+/)?[A-Za-z0-9$]+\\.class|io/procex/agent/shaded/asm/.*\\.class|"
              + "java/lang/Procex[A-Za-z0-9$]*\\.class|"
              + "io/procex/agent/rules/package-info\\.class|"
              + "io/procex/agent/caller/launch-libraries\\.txt|"
              + "io/procex/agent/record/tools\\.txt|"
              + "io/procex/agent/filter/syscall(s|-groups)\\.txt",
          "META-INF/procex-agent/libraries.jar",
          "io/procex/agent/shaded/(jackson|snakeyaml|re2j|hdrhistogram)/.*\\.class",
          "META-INF/procex-agent/command-line.jar",
          "io/procex/agent/(cli|learning|report|security|systemd|shaded/(picocli|bytebuddy))/.*\\.class|"
              + "io/procex/agent/security/(assessments|remedies)\\.txt|"
              + "io/procex/agent/report/(page\\.(html|css|js)|chart\\.js)|"
              + "io/procex/agent/systemd/hosts\\.txt|"
              + "io/procex/agent/cli/rules\\.schema\\.json");

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
      "io/procex/agent/diagnostics/(JdkFlightRecorder|SlowerThan|[A-Za-z]+Event)\\.class";

  /** Every JVM that has the agent reads the list of the outer jar's files. */
  @Test
  void holdsWhatEveryJvmNeedsAtItsStartAndJarsWithTheRest() throws Exception {
    try (JarFile jar = new JarFile(Artifacts.agentJar().toFile())) {
      assertEquals(List.of(), strangers(files(jar).stream().map(JarEntry::getName), OUTER));
      for (Map.Entry<String, String> inner : INNER.entrySet()) {
        Set<String> names = Artifacts.filesOfInnerJar(inner.getKey()).keySet();
        assertTrue(names.size() > 20, inner.getKey());
        assertEquals(List.of(), strangers(names.stream(), inner.getValue()), inner.getKey());
      }
    }
  }

  private static List<String> strangers(Stream<String> names, String pattern) {
    return names.filter(name -> !name.matches(pattern)).toList();
  }

  private static Map<String, byte[]> classes(JarFile jar) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    for (String inner : INNER.keySet()) {
      classes.putAll(Artifacts.filesOfInnerJar(inner));
    }
    classes.keySet().removeIf(name -> !name.endsWith(".class"));
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

  /** As MarkPremain has it: from JDK 18 on a method handle would take 8 ms of each start. */
  @Test
  void theJdkCallsPremainByNativeCode() throws Exception {
    try (URLClassLoader jar =
        new URLClassLoader(new URL[] {Artifacts.agentJar().toUri().toURL()}, null)) {
      assertTrue(
          jar.loadClass("io.procex.agent.AgentMain")
              .getMethod("premain", String.class, Instrumentation.class)
              .isVarArgs());
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
    Set<String> known = options();
    known.add("LimitNOFILE"); // a setting of children, which has a section of its own there
    assertEquals(known, documented);
  }

  private static Set<String> options() throws Exception {
    Set<String> keys = new TreeSet<>();
    Class<?> option = Artifacts.agentClass("io.procex.agent.options.Option");
    Field key = option.getDeclaredField("key");
    key.setAccessible(true);
    for (Object constant : option.getEnumConstants()) {
      keys.add((String) key.get(constant));
    }
    return keys;
  }
}
