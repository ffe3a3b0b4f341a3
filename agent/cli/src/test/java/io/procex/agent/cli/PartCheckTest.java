package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartCheckTest {
  private static final String LIBRARY = "META-INF/native/linux-x86_64/libprocex.so";
  private static final String OTHER = "META-INF/native/linux-aarch64/libprocex.so";
  private static final String CLASS = "io/procex/agent/A.class";

  @TempDir Path directory;

  private final Map<String, String> files = new LinkedHashMap<>();
  private String list;

  @BeforeEach
  void build() {
    files.put(LIBRARY, "ELF of x86_64");
    files.put(OTHER, "ELF of aarch64, longer");
    files.put(CLASS, "class");
    list =
        files.entrySet().stream()
            .map(file -> Sha256.of(bytes(file.getValue())) + "  " + file.getKey() + "\n")
            .collect(Collectors.joining());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] archive() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        store(zip, file.getKey(), bytes(file.getValue()));
      }
      if (list != null) {
        store(zip, PartList.NAME, bytes(list));
      }
    }
    return out.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 checksum = new CRC32();
    checksum.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
  }

  private List<String> troubles(String front) throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(bytes(front));
    file.write(archive());
    return troubles(Files.write(directory.resolve("agent.jar"), file.toByteArray()));
  }

  private static List<String> troubles(Path jar) throws Exception {
    return PartCheck.of(jar).parts().stream()
        .filter(part -> !part.isAsBuilt())
        .map(Part::toString)
        .toList();
  }

  private static String changed(String content) {
    return ": changed, its sha256 is " + Sha256.of(bytes(content));
  }

  @Test
  void hashIsThatOfSha256sum() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Sha256.of(bytes("abc")));
  }

  @Test
  void partsAreAsBuiltWithoutAndWithALibraryInFront() throws Exception {
    assertEquals(List.of(), troubles(""));
    assertEquals(List.of(), troubles("ELF of x86_64"));
    assertEquals(List.of(), troubles("ELF of aarch64, longer"));
  }

  @Test
  void partThatIsChangedMissingOrAddedIsNamed() throws Exception {
    files.put(CLASS, "Class");
    files.remove(OTHER);
    files.put("io/procex/agent/B.class", "");
    assertEquals(
        List.of(
            OTHER + ": missing",
            CLASS + changed("Class"),
            "io/procex/agent/B.class: added, the list does not name it"),
        troubles(""));
  }

  @Test
  void whatIsInFrontIsALibraryOfTheJarWhole() throws Exception {
    String strange = "in front of the archive: changed, it is no library of this jar";
    assertEquals(List.of(strange), troubles("ELF of x86_65"));
    assertEquals(List.of(strange), troubles("ELF of x86_64 "));
    assertEquals(List.of(strange), troubles("E"));
  }

  @Test
  void librariesBesideTheJarAreThoseInIt() throws Exception {
    Files.write(directory.resolve("libprocex-linux-x86_64.so"), bytes("ELF of x86_64"));
    assertEquals(List.of(), troubles(""));
    Path beside = directory.resolve("libprocex-linux-aarch64.so");
    Files.write(beside, bytes("another"));
    assertEquals(List.of(beside + changed("another")), troubles(""));
  }

  /** As of a copy that broke off, or a disk that has lost a bit. */
  @Test
  void damagedJarIsNamed() throws Exception {
    byte[] whole = archive();
    whole[new String(whole, StandardCharsets.ISO_8859_1).indexOf("ELF of a")]++;
    Path jar = Files.write(directory.resolve("damaged.jar"), whole);
    assertEquals(List.of(OTHER + changed("FLF of aarch64, longer")), troubles(jar));
    Files.write(jar, List.of("no archive"));
    assertTrue(
        assertThrows(CommandFailure.class, () -> PartCheck.of(jar))
            .getMessage()
            .startsWith(jar + " cannot be read: "));
  }

  @Test
  void jarWithoutAListOrWithADamagedOneIsRefused() throws Exception {
    list = "abc  " + CLASS + "\n";
    assertThrows(CommandFailure.class, () -> troubles(""));
    list = "";
    assertThrows(CommandFailure.class, () -> troubles(""));
    list = null;
    CommandFailure none = assertThrows(CommandFailure.class, () -> troubles(""));
    assertTrue(none.getMessage().contains("has no list of its parts"), none.getMessage());
  }

  private Path statement(String type, String name) throws IOException {
    return Files.writeString(
        directory.resolve("statement.json"),
        """
        {"_type": "%s", "subject": [
          {"name": "x.jar", "digest": {"sha256": "1"}},
          {"name": "%s", "digest": {"sha256": "2"}}],
         "predicate": {"name": "y", "digest": {"sha256": "3"}}}
        """
            .formatted(type, name));
  }

  @Test
  void statementNamesTheListOfParts() throws Exception {
    String type = "https://in-toto.io/Statement/v1";
    assertEquals("2", BuildStatement.listHash(statement(type, PartList.NAME)));
    for (Path wrong : List.of(statement(type, "other"), directory.resolve("missing"))) {
      assertThrows(CommandFailure.class, () -> BuildStatement.listHash(wrong));
    }
    Path old = statement("https://in-toto.io/Statement/v0.1", PartList.NAME);
    assertThrows(CommandFailure.class, () -> BuildStatement.listHash(old));
  }
}
