package io.procex.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Maven has put on the class path are the files of .mvn/checksums. */
class ChecksumsTest {
  private static final Path LIST = Path.of("../../.mvn/checksums/checksums.sha256");
  private static final int HASH = 64;

  private static Map<String, String> hashesByName() throws IOException {
    Map<String, String> hashes = new HashMap<>();
    for (String line : Files.readAllLines(LIST)) {
      hashes.put(line.substring(line.lastIndexOf('/') + 1), line.substring(0, HASH));
    }
    return hashes;
  }

  private static String hash(Path file) throws IOException, NoSuchAlgorithmException {
    StringBuilder text = new StringBuilder();
    for (byte one : MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))) {
      text.append(String.format("%02x", one));
    }
    return text.toString();
  }

  @Test
  void eachLibraryOfOthersIsTheOneThatIsListed() throws Exception {
    Map<String, String> hashes = hashesByName();
    Set<String> seen = new HashSet<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path file = Path.of(entry);
      String name = file.getFileName().toString();
      if (name.endsWith(".jar") && !name.startsWith("procex-")) {
        assertEquals(hashes.get(name), hash(file), name);
        seen.add(name.replaceFirst("-[0-9].*", ""));
      }
    }
    assertTrue(seen.containsAll(List.of("asm", "picocli", "junit-jupiter-api")), seen::toString);
  }
}
