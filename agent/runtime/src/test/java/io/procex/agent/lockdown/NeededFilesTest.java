package io.procex.agent.lockdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.rules.AllowedPrograms;
import io.procex.agent.rules.Rules;
import io.procex.agent.settings.Values;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Collections;
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
    return neededAfter("", glob);
  }

  /** With a rule that denies before it, if any. */
  private Set<String> neededAfter(String denied, String glob) throws Exception {
    Path file = temporary.resolve("rules.yaml");
    String deny =
        denied.isEmpty() ? "" : "{name: no, action: deny, executable: '" + denied + "'}, ";
    String rule = "rules: [" + deny + "{name: x, action: allow, executable: '" + glob + "'}]";
    Files.write(
        file,
        ("version: 1\n" + rule + "\ndefault: {action: deny}\n").getBytes(StandardCharsets.UTF_8));
    return needed(file).paths();
  }

  private static NeededFiles needed(Path rules) throws Exception {
    AllowedPrograms programs = Rules.read(rules, NONE).allowedPrograms();
    assertNull(programs.obstacle());
    return NeededFiles.of(programs);
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

  /** The kernel executes env, and env the interpreter that is meant, which nobody has allowed. */
  @Test
  void scriptsThatAreRunByEnvAreTold() throws Exception {
    String byEnv = script("py", "#!/usr/bin/env python3\n");
    script("plain", "#!/bin/sh\n");
    assertTrue(neededFor(temporary.toRealPath() + "/p*").contains(real("/usr/bin/env")));
    assertEquals(Collections.singleton(byEnv), needed(temporary.resolve("rules.yaml")).byEnv());
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
  void shellIsNotNeededIfARuleBeforeDeniesIt() throws Exception {
    String directory = temporary.toRealPath().resolve("d").toString();
    Files.createDirectory(Paths.get(directory));
    script("d/script", "#!/bin/sh\n");
    script("d/plain", "exit\n");
    for (String glob : Arrays.asList("/script", "/plain", "/*", "/**")) {
      assertEquals(Collections.emptySet(), neededAfter("/**/*sh", directory + glob), glob);
    }
  }

  @Test
  void fileThatNobodyCanExecuteIsNotNeeded() throws Exception {
    String readme = script("README", "Read me.\n");
    assertTrue(new File(readme).setExecutable(false, false));
    assertEquals(Collections.emptySet(), neededFor(readme));
  }

  @Test
  void interpreterThatIsNoFileIsNotNeeded() throws Exception {
    String directory = temporary.toRealPath().toString();
    for (String line : Arrays.asList("#!/\n", "#!" + directory + "\n", "#!", "#!  \n")) {
      Set<String> needed = neededFor(script("odd", line));
      assertFalse(needed.contains("/"), line + needed);
      assertFalse(needed.contains(directory), line + needed);
      assertFalse(needed.contains(Paths.get("").toRealPath().toString()), line + needed);
    }
  }

  @Test
  void whatALinkInADirectoryNamesIsNotNeeded() throws Exception {
    Path directory = Files.createDirectory(temporary.toRealPath().resolve("d"));
    String outside = script("outside", "#!/usr/bin/env sh\n");
    Files.createSymbolicLink(directory.resolve("link"), Paths.get(outside));
    Set<String> needed = neededFor(directory + "/**");
    assertFalse(needed.contains(outside), needed::toString);
    assertFalse(needed.contains(real("/usr/bin/env")), needed::toString);
  }

  @Test
  void whatIsBelowADirectoryIsNotNamedByItself() throws Exception {
    Path directory = Files.createDirectory(temporary.toRealPath().resolve("d"));
    String inner = script("d/inner", "#!/bin/sh\n");
    script("d/outer", "#!" + inner + "\n");
    Set<String> needed = neededFor(directory + "/**");
    assertTrue(needed.contains(directory.toString()), needed::toString);
    assertTrue(needed.contains(real("/bin/sh")), needed::toString);
    assertFalse(needed.contains(inner), needed::toString);
  }

  @Test
  void loaderThatARuleBeforeDeniesIsToldAsAnObstacle() throws Exception {
    String loader = loader();
    String shell = real("/bin/sh");
    Exception told = assertThrows(IllegalStateException.class, () -> neededAfter(loader, shell));
    assertEquals(
        "the rule no denies " + loader + ", which programs need as their loader",
        told.getMessage());
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
