package io.procex.agent.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Collections;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowedProgramsTest {
  @TempDir Path temporary;
  private Path root;

  @BeforeEach
  void makeFiles() throws IOException {
    root = temporary.toRealPath();
    Files.createDirectories(root.resolve("a/b"));
    for (String name : Arrays.asList("one", "other", "a/one", "a/b/one", "a/b/[x]")) {
      Files.createFile(root.resolve(name));
    }
    Files.createSymbolicLink(root.resolve("link"), root.resolve("one"));
    Files.createSymbolicLink(root.resolve("away"), root.resolve("a"));
  }

  /** Rules of {@code ACTION GLOB}, with ROOT for the directory, that deny all else. */
  private AllowedPrograms allowed(String... rules) throws Exception {
    StringBuilder text = new StringBuilder("version: 1\nrules:\n");
    for (int i = 0; i < rules.length; i++) {
      String[] words = rules[i].split(" ", 3);
      text.append("- name: r").append(i).append("\n  action: ").append(words[0]);
      text.append("\n  executable: '").append(words[1].replace("ROOT", root.toString()));
      text.append("'\n  ").append(words.length > 2 ? words[2] : "").append('\n');
    }
    return TextRules.of(text + "default: {action: deny}").allowedPrograms();
  }

  private void assertFiles(AllowedPrograms programs, String... names) {
    TreeSet<String> paths = new TreeSet<>();
    for (String name : names) {
      paths.add(root.resolve(name).toString());
    }
    assertNull(programs.obstacle());
    assertEquals(paths, new TreeSet<>(programs.files()));
  }

  @Test
  void fileIsNamedByItself() throws Exception {
    assertFiles(allowed("allow ROOT/one", "audit ROOT/a/b/\\[x\\]"), "one", "a/b/[x]");
  }

  @Test
  void symbolicLinksAreWhatRulesNeverSee() throws Exception {
    AllowedPrograms none = allowed("allow ROOT/link", "allow ROOT/away/one", "allow ROOT/away/*");
    assertFiles(none);
    assertEquals(3, none.absent().size());
  }

  @Test
  void globsAreTheFilesThatAreThere() throws Exception {
    assertFiles(allowed("allow ROOT/o*"), "one", "other");
    assertFiles(allowed("allow ROOT/*/one"), "a/one");
    assertFiles(allowed("allow ROOT/**/one"), "one", "a/one", "a/b/one");
    assertFiles(allowed("allow ROOT/[a-n]*", "allow ROOT/none*"));
  }

  @Test
  void allBelowADirectoryIsThatDirectory() throws Exception {
    AllowedPrograms below = allowed("allow ROOT/a/**");
    assertFiles(below);
    assertEquals(Collections.singleton(root.resolve("a").toString()), below.directories());
  }

  @Test
  void whatAnEarlierRuleAlwaysDeniesIsLeftOut() throws Exception {
    assertFiles(allowed("deny ROOT/other", "allow ROOT/o*"), "one");
    assertFiles(allowed("allow ROOT/o*", "deny ROOT/other"), "one", "other");
    assertFiles(allowed("deny ROOT/other argv: [x]", "allow ROOT/o*"), "one", "other");
    assertFiles(allowed("deny ROOT/other caller: [x]", "allow ROOT/o*"), "one", "other");
  }

  private String script(String name, String text) throws IOException {
    Path file = Files.write(root.resolve(name), text.getBytes(StandardCharsets.US_ASCII));
    assertTrue(file.toFile().setExecutable(true));
    return file.toString();
  }

  @Test
  void scriptOfAnInterpreterThatAnEarlierRuleAlwaysDeniesIsLeftOut() throws Exception {
    String inner = script("inner", "#!/bin/sh\n");
    script("outer", "#!" + inner + "\n");
    script("plain", "exit 3\n");
    String shell = Paths.get("/bin/sh").toRealPath().toString();
    for (String denied : Arrays.asList("/**/*sh", "/bin/sh", shell)) {
      assertFiles(allowed("deny " + denied, "allow ROOT/*er", "allow ROOT/plain"));
    }
    assertFiles(allowed("deny ROOT/inner", "allow ROOT/*ter"));
    assertFiles(allowed("allow ROOT/*ter", "deny /**/*sh"), "outer");
    assertFiles(allowed("deny /**/*sh argv: [x]", "allow ROOT/*ter"), "outer");
  }

  @Test
  void directoryAfterARuleThatAlwaysDeniesIsItsFilesWithoutThese() throws Exception {
    script("a/script", "#!/bin/sh\n");
    script("a/binary", "\177ELF");
    AllowedPrograms programs = allowed("deny ROOT/a/one", "deny /bin/sh", "allow ROOT/a/**");
    assertFiles(programs, "a/binary");
    assertEquals(Collections.emptySet(), programs.directories());
    AllowedPrograms before = allowed("allow ROOT/a/**", "deny ROOT/a/one");
    assertEquals(1, before.directories().size());
  }

  @Test
  void deniedPathIsToldIfItsRuleStandsBeforeOneThatAllows() throws Exception {
    AllowedPrograms programs = allowed("deny ROOT/one", "allow ROOT/other", "deny ROOT/**");
    assertEquals("r0", programs.denier(root + "/one"));
    assertNull(programs.denier(root + "/other"));
  }

  @Test
  void ruleOfAnotherUserAllowsNothing() throws Exception {
    assertFiles(allowed("allow ROOT/one user: no-such-user", "allow ROOT/other"), "other");
  }

  @Test
  void rulesWithoutAnEndAreAnObstacle() throws Exception {
    for (String glob : Arrays.asList("/**/one", "**/one", "**", "/**")) {
      String obstacle = allowed("allow " + glob).obstacle();
      assertTrue(obstacle.startsWith("the rule r0: " + glob + " names files in all"), obstacle);
    }
    String anything = "rules: [{name: x, action: allow, argv: a}]\ndefault: {action: deny}";
    assertEquals(
        "the rule x allows any program: it has no executable",
        TextRules.of("version: 1", anything).allowedPrograms().obstacle());
    assertEquals(
        "the rules allow by default what they do not name",
        TextRules.of("version: 1").allowedPrograms().obstacle());
    assertEquals(
        "the mode of the rules is monitor, which denies nothing",
        TextRules.of("version: 1", "mode: monitor", "default: {action: deny}")
            .allowedPrograms()
            .obstacle());
  }

  @Test
  void fileThatRulesAllowedBeforeItWasThereIsNotBeyondThem() throws Exception {
    AllowedPrograms held = allowed("deny ROOT/new-x", "allow ROOT/new*");
    script("new-one", "\177ELF");
    script("new-x", "\177ELF");
    AllowedPrograms now = allowed("deny ROOT/one", "deny ROOT/new-x", "allow ROOT/new*");
    assertFiles(now, "new-one");
    assertNull(now.firstBeyond(held));
    assertEquals(root + "/new-x", allowed("allow ROOT/new*").firstBeyond(held));
  }

  @Test
  void whatIsBeyondOthersIsNamed() throws Exception {
    AllowedPrograms held = allowed("allow ROOT/one", "allow ROOT/a/**");
    assertNull(allowed("allow ROOT/none").firstBeyond(held));
    assertNull(allowed("allow ROOT/a/b/**", "allow ROOT/a/one").firstBeyond(held));
    assertEquals(root + "/other", allowed("allow ROOT/o*").firstBeyond(held));
    assertEquals(
        root + "/a/**", allowed("allow ROOT/a/**").firstBeyond(allowed("allow ROOT/a/one")));
  }

  @Test
  void directoryThatIsListedIsToldAndOneThatIsNotIsNone() throws Exception {
    AllowedPrograms programs = allowed("deny ROOT/one", "allow ROOT/a/**");
    assertEquals(Collections.singletonList(root + "/a/**"), programs.listed());
    assertEquals(Collections.emptyList(), allowed("allow ROOT/a/**").listed());
  }

  @Test
  void allThatBeginsSoIsNoDirectory() throws Exception {
    AllowedPrograms programs = allowed("allow ROOT/a**");
    assertFiles(programs, "a/one", "a/b/one", "a/b/[x]");
    assertEquals(Collections.emptySet(), programs.directories());
  }

  @Test
  void withoutARuleThatAllowsNoDenialStandsBeforeOne() throws Exception {
    assertNull(allowed("deny ROOT/one").denier(root + "/one"));
  }
}
