package io.procex.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The bill of materials is written by hand: what it says is compared with the jars that are shaded.
 */
class BillOfMaterialsTest {
  private static final Path BILL = Path.of("src/sbom/procex-agent.cdx.json");

  /**
   * On the class path for tests alone, or of this build: a folder of classes when the phase is
   * test, a jar in target from package on.
   */
  private static final String NOT_SHADED =
      ".*/(org/junit|org/opentest4j|org/apiguardian|org/jspecify|org/apache/maven|asm-analysis|target)/.*";

  @Test
  void shadedJarsStandThereWithNameVersionLicenceAndHash() throws Exception {
    TreeSet<String> shaded = new TreeSet<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.endsWith(".jar") && !entry.matches(NOT_SHADED) && !entry.contains("/surefire")) {
        Path jar = Path.of(entry);
        Path version = jar.getParent();
        shaded.add(
            version.getParent().getFileName() + " " + version.getFileName() + " " + sha256(jar));
      }
    }
    assertTrue(shaded.size() > 5, shaded::toString);
    TreeSet<String> named = new TreeSet<>();
    for (Map<String, String> component : components()) {
      named.add(
          component.get("name") + " " + component.get("version") + " " + component.get("content"));
      assertTrue(component.get("id") != null, component::toString);
    }
    assertEquals(shaded, named);
  }

  @Test
  void noticeNamesEachOfThemWithItsLicence() throws Exception {
    String notice = Files.readString(Path.of("src/legal/NOTICE"));
    for (Map<String, String> component : components()) {
      String name = component.get("name");
      String line =
          notice
              .lines()
              .filter(one -> one.matches("\\S.*[:(, ]" + name + "[),].*"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(name));
      assertTrue(line.endsWith(", " + component.get("id")), line);
    }
  }

  private static String sha256(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return String.format("%064x", new BigInteger(1, digest));
  }

  /** Of each component the strings in it, by the name of their field. */
  private static List<Map<String, String>> components() throws IOException {
    List<Map<String, String>> components = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(BILL.toFile())) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.START_ARRAY && "components".equals(name(json))) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            components.add(strings(json));
          }
        }
      }
    }
    return components;
  }

  private static Map<String, String> strings(JsonParser json) throws IOException {
    Map<String, String> strings = new HashMap<>();
    for (int depth = 1; depth > 0; ) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.VALUE_STRING) {
        strings.put(name(json), json.getText());
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    return strings;
  }

  private static String name(JsonParser json) throws IOException {
    return json.currentName();
  }
}
