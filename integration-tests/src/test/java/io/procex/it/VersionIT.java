package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One place has the version, and all else has it from there; see also saysItsVersion, BeanIT. */
@Tag(Jdk.ONCE)
class VersionIT {
  @TempDir Path directory;

  @Test
  void manifestAndLibraryHaveTheVersionOfThePom() throws Exception {
    Matcher pom = Pattern.compile("<revision>(.*)</revision>").matcher(read("../pom.xml"));
    assertTrue(pom.find());
    assertEquals(pom.group(1), Artifacts.version());
    String library = read(Artifacts.nativeLibrary().toString());
    assertTrue(library.contains("version: " + Artifacts.version() + "\n"));
    for (Path module : modules()) {
      assertTrue(read(module.toString()).contains("<version>${revision}</version>"), "" + module);
    }
  }

  private static List<Path> modules() throws Exception {
    try (var files = Files.find(Path.of("../agent"), 2, (file, is) -> file.endsWith("pom.xml"))) {
      return files.toList();
    }
  }

  private static String read(String file) throws Exception {
    return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.ISO_8859_1);
  }

  @Test
  void messagesOfTheAgentAreRecordedWithItsVersion() throws Exception {
    Path log = directory.resolve("records.json");
    HostJvm.withAgent(Jdk.some().get(0), "log=" + log).run(Launch.class, "/bin/true");
    List<String> messages =
        Files.readAllLines(log).stream()
            .filter(line -> line.contains("\"event.name\":\"agent\""))
            .toList();
    assertTrue(!messages.isEmpty());
    String version = "\"procex.version\":\"" + Artifacts.version() + "\"";
    assertEquals(List.of(), messages.stream().filter(line -> !line.contains(version)).toList());
  }
}
