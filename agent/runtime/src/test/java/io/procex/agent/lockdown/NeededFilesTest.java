package io.procex.agent.lockdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.rules.AllowedPrograms;
import io.procex.agent.rules.Rules;
import io.procex.agent.settings.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeededFilesTest {
  @TempDir Path temporary;

  private static final Values NONE =
      new Values() {
        @Override
        public String text(String key) {
          return null;
        }

        @Override
        public String malformed(String key, String expected) {
          return key + ": " + expected;
        }
      };

  private Set<String> neededFor(String glob) throws Exception {
    Path file = temporary.resolve("rules.yaml");
    String rule = "rules: [{name: x, action: allow, executable: '" + glob + "'}]";
    Files.write(
        file,
        ("version: 1\n" + rule + "\ndefault: {action: deny}\n").getBytes(StandardCharsets.UTF_8));
    AllowedPrograms programs = Rules.read(file, NONE).allowedPrograms();
    assertNull(programs.obstacle());
    return NeededFiles.of(programs).paths();
  }

  private String script(String name, String text) throws IOException {
    Path file = temporary.toRealPath().resolve(name);
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    assertTrue(file.toFile().setExecutable(true));
    return file.toString();
  }

  private static String real(String path) throws IOException {
    return Paths.get(path).toRealPath().toString();
  }

  private static String loader() throws IOException {
    return real(ElfLoader.of(Paths.get(real("/bin/sh"))));
  }

  @Test
  void binaryNeedsItsLoader() throws Exception {
    Set<String> needed = neededFor(real("/bin/sh"));
    assertTrue(needed.contains(real("/bin/sh")), needed::toString);
    assertTrue(needed.contains(loader()), needed::toString);
  }

  @Test
  void scriptNeedsItsInterpretersAndTheirLoader() throws Exception {
    String inner = script("inner", "#!/bin/sh\n");
    String outer = script("outer", "#! " + inner + " argument\n");
    Set<String> needed = neededFor(outer);
    assertTrue(needed.contains(outer), needed::toString);
    assertTrue(needed.contains(inner), needed::toString);
    assertTrue(needed.contains(real("/bin/sh")), needed::toString);
    assertTrue(needed.contains(loader()), needed::toString);
  }

  @Test
  void fileWithoutAFormatNeedsTheShell() throws Exception {
    assertTrue(neededFor(script("plain", "exit 3\n")).contains(real("/bin/sh")));
  }

  @Test
  void scriptThatIsItsOwnInterpreterComesToAnEnd() throws Exception {
    String name = temporary.toRealPath().resolve("itself").toString();
    assertTrue(neededFor(script("itself", "#!" + name + "\n")).contains(name));
  }

  @Test
  void directoryIsNamedWithWhatItsProgramsNeed() throws Exception {
    script("below", "#!/bin/sh\n");
    String directory = temporary.toRealPath().toString();
    Set<String> needed = neededFor(directory + "/**");
    assertTrue(needed.contains(directory), needed::toString);
    assertTrue(needed.contains(real("/bin/sh")), needed::toString);
  }

  @Test
  void nothingNeedsNothing() throws Exception {
    assertEquals(0, neededFor("/no/such/program").size());
  }

  @Test
  void jdksHelperIsNamedIfThisJdkHasIt() throws Exception {
    Path helper = Paths.get(System.getProperty("java.home"), "lib", "jspawnhelper");
    Set<String> needed = neededFor(real("/bin/sh"));
    assertEquals(Files.exists(helper), needed.contains(helper.toRealPath().toString()));
  }

  @Test
  void whatIsNoWholeElfFileHasNoLoader() throws Exception {
    assertNull(ElfLoader.of(Paths.get(script("short", "\u007fELF"))));
    assertNull(ElfLoader.of(Paths.get(script("text", new String(new char[200])))));
    assertFalse(loader().isEmpty());
  }
}
