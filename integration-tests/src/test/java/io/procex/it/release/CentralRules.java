package io.procex.it.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.procex.it.attach.AgentCommand;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What Maven Central asks of a repository that was staged; release/check runs it. */
class CentralRules {
  private static final Path STAGING = Path.of(System.getProperty("procex.test.staging"));
  private static final String VERSION = System.getProperty("procex.test.version");
  private static final Path FOLDER = STAGING.resolve("io/procex/procex-agent/" + VERSION);
  private static final String NAME = "procex-agent-" + VERSION;
  private static final List<String> RELEASED =
      List.of(
          "-cyclonedx.json", "-javadoc.jar", "-provenance.json", "-sources.jar", ".jar", ".pom");
  private static final Map<String, String> CHECKSUMS = Map.of(".md5", "MD5", ".sha1", "SHA-1");

  private static Path file(String end) {
    return FOLDER.resolve(NAME + end);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String hash(String algorithm, byte[] bytes) throws Exception {
    byte[] digest = MessageDigest.getInstance(algorithm).digest(bytes);
    return String.format("%0" + 2 * digest.length + "x", new BigInteger(1, digest));
  }

  @Test
  void oneArtifactIsThereAndNoModule() throws Exception {
    assertEquals(List.of("procex-agent"), names(STAGING.resolve("io/procex")));
    TreeSet<String> expected = new TreeSet<>();
    for (String end : RELEASED) {
      for (String signed : List.of("", ".asc")) {
        expected.add(NAME + end + signed);
        CHECKSUMS.keySet().forEach(checksum -> expected.add(NAME + end + signed + checksum));
      }
    }
    TreeSet<String> found = new TreeSet<>(names(FOLDER));
    // Newer versions of Maven make none of signatures.
    expected.removeIf(name -> name.matches(".*\\.asc\\.(md5|sha1)"));
    found.removeIf(name -> name.matches(".*\\.asc\\.(md5|sha1)"));
    assertEquals(expected, found);
    assertTrue(VERSION.matches("\\d+\\.\\d+\\.\\d+"), VERSION);
  }

  @Test
  void checksumsAndSignaturesAreRight() throws Exception {
    for (String end : RELEASED) {
      for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
        String written = Files.readString(file(end + checksum.getKey())).trim();
        assertEquals(written, hash(checksum.getValue(), Files.readAllBytes(file(end))), end);
      }
      Process gpg =
          new ProcessBuilder("gpg", "--verify", file(end + ".asc").toString(), file(end).toString())
              .redirectErrorStream(true)
              .start();
      String out = new String(gpg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, gpg.waitFor(), out);
    }
  }

  @Test
  void pomSaysWhatItIsWhoseItIsAndNeedsNothing() throws Exception {
    Element pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file(".pom").toFile())
            .getDocumentElement();
    Map<String, String> values = new TreeMap<>();
    collect(pom, "", values);
    assertEquals("io.procex", values.get("/groupId"));
    assertEquals("procex-agent", values.get("/artifactId"));
    assertEquals(VERSION, values.get("/version"));
    for (String needed :
        List.of(
            "/name",
            "/description",
            "/url",
            "/licenses/license/name",
            "/licenses/license/url",
            "/developers/developer/name",
            "/scm/url",
            "/scm/connection",
            "/scm/developerConnection")) {
      assertTrue(!values.getOrDefault(needed, "").isEmpty(), needed + " in " + values);
    }
    assertEquals("https://procex.io", values.get("/url"));
    for (Map.Entry<String, String> value : values.entrySet()) {
      assertTrue(!value.getKey().matches("/(parent|dependenc|repositor|modules).*"), "" + value);
      assertTrue(!value.getValue().contains("${"), value::toString);
    }
  }

  private static void collect(Element element, String path, Map<String, String> values) {
    boolean leaf = true;
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element) {
        leaf = false;
        collect((Element) child, path + "/" + child.getNodeName(), values);
      }
    }
    if (leaf) {
      values.put(path, element.getTextContent().trim());
    }
  }

  @Test
  void sourcesAndJavadocAreWhole() throws Exception {
    assertHolds(
        "-sources.jar",
        "io/procex/agent/AgentMain.java",
        "io/procex/agent/cli/Main.java",
        "java/lang/ProcexCore.java",
        "native/src/child/child.c",
        "META-INF/LICENSE");
    assertHolds("-javadoc.jar", "index.html", "io/procex/agent/AgentStatus.html");
  }

  private static void assertHolds(String end, String... files) throws IOException {
    try (JarFile jar = new JarFile(file(end).toFile())) {
      for (String name : files) {
        assertTrue(jar.getEntry(name) != null && jar.getEntry(name).getSize() > 0, end + name);
      }
    }
  }

  @Test
  void jarIsOfThatVersionWithTheLibrariesOfBothCpus() throws Exception {
    try (JarFile jar = new JarFile(file(".jar").toFile())) {
      Attributes main = jar.getManifest().getMainAttributes();
      assertEquals(VERSION, main.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
      for (String cpu : List.of("x86_64", "aarch64")) {
        var library = jar.getEntry("META-INF/native/linux-" + cpu + "/libprocex.so");
        assertTrue(library != null, cpu);
        String bytes =
            new String(jar.getInputStream(library).readAllBytes(), StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains("version: " + VERSION + "\n"), cpu);
      }
      byte[] bill =
          jar.getInputStream(jar.getEntry("META-INF/sbom/procex-agent.cdx.json")).readAllBytes();
      assertEquals(
          new String(bill, StandardCharsets.UTF_8), Files.readString(file("-cyclonedx.json")));
    }
  }

  @Test
  void statementNamesWhatWasMadeAndOfWhat() throws Exception {
    JsonNode statement = new ObjectMapper().readTree(file("-provenance.json").toFile());
    Map<String, String> subjects = new TreeMap<>();
    statement
        .get("subject")
        .forEach(one -> subjects.put(one.get("name").asText(), one.at("/digest/sha256").asText()));
    assertEquals(hash("SHA-256", Files.readAllBytes(file(".jar"))), subjects.get(NAME + ".jar"));
    TreeSet<String> materials = new TreeSet<>();
    String commit = null;
    for (JsonNode one : statement.at("/predicate/buildDefinition/resolvedDependencies")) {
      materials.add(one.get("uri").asText() + " " + one.at("/digest/sha256").asText());
      commit = commit == null ? one.at("/digest/gitCommit").asText() : commit;
    }
    assertTrue(commit != null && commit.matches("[0-9a-f]{40}"), commit);
    for (JsonNode part :
        new ObjectMapper().readTree(file("-cyclonedx.json").toFile()).get("components")) {
      String hash = part.at("/hashes/0/content").asText();
      assertTrue(materials.contains(part.get("purl").asText() + " " + hash), part::toString);
    }
    assertTrue(!statement.at("/predicate/runDetails/builder/id").asText().isEmpty());
  }

  @Test
  void jarVerifiesItselfByTheStatement() throws Exception {
    AgentCommand.Outcome outcome =
        new AgentCommand(file(".jar"))
            .execute("verify", "--statement", file("-provenance.json").toString());
    assertEquals(0, outcome.exitCode(), outcome::toString);
  }
}
