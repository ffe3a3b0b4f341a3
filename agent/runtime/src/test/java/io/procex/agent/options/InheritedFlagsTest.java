package io.procex.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritedFlagsTest {
  @TempDir Path directory;

  private List<String> found(Path jar, String value) {
    Set<String> words = new LinkedHashSet<>();
    InheritedFlags.find(value, jar, words);
    return new ArrayList<>(words);
  }

  @Test
  void flagsOfThisJarAreFoundAsTheyStandThere() throws Exception {
    Path jar = Files.createFile(directory.resolve("my agent.jar"));
    Path link = Files.createSymbolicLink(directory.resolve("link.jar"), jar);
    String quoted = "-javaagent:'" + jar + "'=strict=true";
    String linked = "-javaagent:" + link;
    assertEquals(
        Arrays.asList(quoted, linked), found(jar, "-Xmx1g\t" + quoted + " -Da=b  " + linked));
  }

  /** As a native entry: what is the jar is its library too. */
  @Test
  void flagThatNamesItsLibraryIsFound() throws Exception {
    Path jar = Files.createFile(directory.resolve("libprocex.so"));
    assertEquals(
        Arrays.asList("-agentlib:procex", "'-agentlib:procex=sweep=off'"),
        found(jar, "-agentlib:procex '-agentlib:procex=sweep=off' -agentlib:jdwp=procex"));
  }

  @Test
  void otherFlagsAreNot() throws Exception {
    Path jar = Files.createFile(directory.resolve("agent.jar"));
    Path other = Files.createFile(directory.resolve("other.jar"));
    String value =
        "-javaagent:" + other + " -Da=-javaagent:" + jar + " \"-Db= -javaagent:" + jar + "\"";
    assertEquals(Collections.emptyList(), found(jar, value + " -javaagent:/no/such.jar"));
  }
}
