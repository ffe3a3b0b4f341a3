package io.procex.agent.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.record.Field;
import io.procex.agent.rules.LaunchFacts;
import io.procex.agent.rules.Rules;
import io.procex.agent.settings.Values;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningTest {
  private static final String[] HOSTILE = {
    "/x/a\n- name: evil\n  action: allow",
    "/x/'quoted'",
    "/x/\"double\"\\",
    "/x/*",
    "/x/[a-z]?**",
    "/x/\u202egnp.exe",
    "/x/\u2028\u0085\t\u007f\ufeff",
    "/x/\ud83d\ude00 \u00e9 # no comment",
    "/x/: {}&*!|>%@`",
    "/x/default",
    "/x/default/"
  };

  private static Map<Field, Object> launch(String path, String function, String stack) {
    Map<Field, Object> record = new EnumMap<>(Field.class);
    record.put(Field.EVENT, "launch");
    record.put(Field.TIME, "2026-01-01T00:00:00Z");
    record.put(Field.EXECUTABLE, path);
    if (function != null) {
      record.put(Field.FUNCTION, function);
      record.put(Field.STACK, stack);
    }
    return record;
  }

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

  private static Rules read(Learning learning, boolean withCallers) throws Exception {
    Path file = Files.createTempFile("rules", ".yaml");
    try {
      Files.write(file, LearnedRules.of(learning, withCallers).getBytes(StandardCharsets.UTF_8));
      return Rules.read(file, NONE);
    } finally {
      Files.delete(file);
    }
  }

  private static LaunchFacts by(String caller, String path) {
    return LaunchFacts.ofTexts(
        path, Collections.emptyList(), path, Collections.emptyList(), () -> caller);
  }

  @Test
  void whatWasLaunchedIsAllowedAndNothingElse() throws Exception {
    Learning learning = new Learning();
    for (String path : HOSTILE) {
      learning.add(launch(path, path + ".method", path));
    }
    for (boolean withCallers : new boolean[] {false, true}) {
      Rules rules = read(learning, withCallers);
      assertEquals(HOSTILE.length, rules.size());
      assertFalse(rules.enforces());
      for (String path : HOSTILE) {
        assertFalse(rules.decide(by(path, path)).denies(), path);
        assertTrue(rules.decide(by(path, path + "x")).denies(), path);
      }
      assertTrue(rules.decide(by("evil", "/bin/evil")).denies());
      assertEquals(withCallers, rules.decide(by("org.Other", "/x/*")).denies());
    }
  }

  @Test
  void callersAreTheNearestClassesOutsideTheJdk() throws Exception {
    Learning learning = new Learning();
    learning.add(launch("/x/a", "com.example.App.run", "unused"));
    learning.add(
        launch(
            "/x/b",
            "java.util.prefs.Prefs.flush",
            "java.prefs/java.util.prefs.Prefs.flush(Prefs.java:5)\napp//com.example.Other.run(X.java)"));
    Rules rules = read(learning, true);
    assertFalse(rules.decide(by("com.example.App", "/x/a")).denies());
    assertTrue(rules.decide(by("com.example.Other", "/x/a")).denies());
    assertFalse(rules.decide(by("com.example.Other", "/x/b")).denies());
  }

  /** Those of records that were written before launch libraries were passed over, too. */
  @Test
  void callersThroughALibraryAreThoseBehindIt() throws Exception {
    String library = "org.apache.commons.exec.launcher.Java13CommandLauncher.exec";
    String stack = library + "(J.java:1)\njava.base/java.lang.Thread.run(T.java:2)";
    Learning learning = new Learning();
    learning.add(launch("/x/a", library, stack + "\napp//com.sun.mail.App.run(A.java:3)"));
    learning.add(launch("/x/b", library, stack));
    learning.add(launch("/x/c", "javax.mail.Session.open", stack));
    Rules rules = read(learning, true);
    assertFalse(rules.decide(by("com.sun.mail.App", "/x/a")).denies());
    assertTrue(rules.decide(by("javax.mail.Session", "/x/a")).denies());
    assertFalse(rules.decide(by(library.substring(0, library.lastIndexOf('.')), "/x/b")).denies());
    assertFalse(rules.decide(by("javax.mail.Session", "/x/c")).denies());
  }

  @Test
  void callerThatIsNotRecordedLeavesTheProgramToAll() throws Exception {
    Learning learning = new Learning();
    learning.add(launch("/x/a", "com.example.App.run", ""));
    learning.add(launch("/x/a", null, null));
    assertFalse(read(learning, true).decide(by(null, "/x/a")).denies());
    String text = LearnedRules.of(learning, true);
    assertTrue(
        text.contains("  # callers: com.example.App (1), others, or not recorded (1)\n"), text);
  }

  @Test
  void pathsThatRecordsDoNotHoldToTheByteAreLeftOut() throws Exception {
    Learning learning = new Learning();
    learning.add(launch("/x/\ufffd", null, null));
    learning.add(launch("relative", null, null));
    learning.add(launch(null, null, null));
    String text = LearnedRules.of(learning, false);
    assertTrue(text.contains("# Not learned: 3 launches of programs that are too many,"), text);
    assertEquals(0, read(learning, false).size());
  }

  @Test
  void linksAreLookedUpAndTheirNamesKept(@TempDir Path temporary) throws Exception {
    Path directory = temporary.toRealPath();
    Path real = Files.createFile(directory.resolve("real"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    Learning learning = new Learning();
    learning.add(launch(link.toString(), null, null));
    LaunchFacts byLink =
        LaunchFacts.ofTexts(
            real.toString(), Collections.emptyList(), "link", Collections.emptyList(), () -> null);
    assertFalse(read(learning, false).decide(byLink).denies());
    assertTrue(read(learning, false).decide(by(null, real.toString())).denies());
    assertTrue(LearnedRules.of(learning, false).contains("\n  # as " + link + "\n"));
  }

  @Test
  void manyLongPathsStillMakeAFileThatCanBeRead() throws Exception {
    StringBuilder part = new StringBuilder("/x/");
    for (int i = 0; i < 400; i++) {
      part.append("\u202e");
    }
    Learning learning = new Learning();
    for (int i = 0; i < 1_000; i++) {
      learning.add(launch(part.toString() + i, null, null));
    }
    learning.add(launch("/x/often", null, null));
    Rules rules = read(learning, false);
    assertTrue(rules.size() > 100, "rules: " + rules.size());
  }

  @Test
  void refusedAndDeclinedLaunchesAllowNothing() throws Exception {
    Learning learning = new Learning();
    for (String event : new String[] {"launch-failed", "launch-declined"}) {
      Map<Field, Object> record = launch("/x/a", null, null);
      record.put(Field.EVENT, event);
      learning.add(record);
    }
    assertTrue(read(learning, false).decide(by(null, "/x/a")).denies());
    assertTrue(LearnedRules.of(learning, false).contains("# Not learned: 1 launch that fell"));
  }

  @Test
  void mostFrequentCallerAndTheWholePeriodAreTold() {
    Learning learning = new Learning();
    learning.add(launch("/x/a", "com.example.Rare.run", ""));
    learning.add(launch("/x/a", "com.example.Often.run", ""));
    Map<Field, Object> later = launch("/x/a", "com.example.Often.run", "");
    later.put(Field.TIME, "2026-02-01T00:00:00Z");
    learning.add(later);
    String text = LearnedRules.of(learning, false);
    assertTrue(text.contains("2026-01-01T00:00:00Z to 2026-02-01T00:00:00Z"), text);
    assertTrue(text.contains("com.example.Often (2), com.example.Rare (1)"), text);
  }
}
