package io.procex.it.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.it.support.Jdk;
import io.procex.it.support.LeftProcesses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./run release} in a checkout in which something is missing. */
@Tag(Jdk.ONCE)
class ReleaseRefusalIT {
  @TempDir Path checkout;

  private record Outcome(int exitCode, List<String> missing) {}

  @BeforeEach
  void checkOut() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/git")) && Files.isExecutable(Path.of("/usr/bin/gpg")),
        "no git or no gpg");
    Files.createDirectory(checkout.resolve("release"));
    for (String file : List.of("release/release", "CHANGELOG.md", "pom.xml", ".gitignore")) {
      Files.copy(Path.of("..").resolve(file), checkout.resolve(file));
    }
    git("init", "-q");
    git("config", "user.email", "test@example.com");
    git("config", "user.name", "test");
    git("config", "commit.gpgsign", "false");
    git("config", "tag.gpgsign", "false");
    commit();
  }

  private String git(String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git =
        new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true).start();
    String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, git.waitFor(), out);
    return out.trim();
  }

  private void commit() throws Exception {
    git("add", "-A");
    git("commit", "-q", "-m", "next");
  }

  private Outcome release(String version) throws Exception {
    ProcessBuilder builder =
        LeftProcesses.mark(new ProcessBuilder("release/release", version))
            .directory(checkout.toFile());
    builder.environment().remove("PROCEX_RELEASE_KEY");
    Process process = builder.start();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    assertFalse(Files.exists(checkout.resolve("target")), "built all the same");
    // Of this machine: which tools it has.
    List<String> missing =
        err.lines()
            .filter(line -> !line.matches(".*: no [a-z0-9_]+(-linux-gnu-gcc: .*)?"))
            .collect(Collectors.toList());
    return new Outcome(exitCode, missing);
  }

  private void replace(String file, String old, String replacement) throws IOException {
    Path path = checkout.resolve(file);
    String text = Files.readString(path);
    assertTrue(text.contains(old), old);
    Files.writeString(path, text.replace(old, replacement));
  }

  @Test
  void whatIsNoVersionIsWrongUsage() throws Exception {
    for (String version : List.of("", "next", "1.0", "1.0.0-SNAPSHOT")) {
      assertEquals(2, release(version).exitCode(), version);
    }
  }

  @Test
  void eachThingThatIsMissingHasALineUntilItIsThere() throws Exception {
    String pom = Files.readString(checkout.resolve("pom.xml"));
    String now = pom.replaceAll("(?s).*<revision>(.*)</revision>.*", "$1");
    String begin = "release 7.8.9: ";
    String key = begin + "no key: PROCEX_RELEASE_KEY is not set";
    String changes = begin + "changes that are not committed: git status";
    String tag = begin + "no tag: git tag -s v7.8.9";
    String otherTag = begin + "the tag v7.8.9 names another commit";
    String untested = begin + "not tested: ./run test all has not passed on this commit";
    String version = begin + "the version in pom.xml is " + now;
    String entry = begin + "no entry in CHANGELOG.md: \"## [7.8.9] - YYYY-MM-DD\"";
    assertEquals(new Outcome(1, List.of(key, version, entry, tag, untested)), release("7.8.9"));
    replace("pom.xml", now, "7.8.9");
    replace("CHANGELOG.md", "## [Unreleased]", "## [Unreleased]\n\n## [7.8.9] - 2030-01-02");
    git("tag", "v7.8.9");
    assertEquals(List.of(key, changes, untested), release("7.8.9").missing());
    commit();
    assertEquals(List.of(key, otherTag, untested), release("7.8.9").missing());
    git("tag", "-f", "v7.8.9");
    Path tested = checkout.resolve("integration-tests/target/tested");
    Files.createDirectories(tested.getParent());
    Files.writeString(tested, git("rev-parse", "HEAD"));
    assertEquals(List.of(key), release("7.8.9").missing());
  }
}
