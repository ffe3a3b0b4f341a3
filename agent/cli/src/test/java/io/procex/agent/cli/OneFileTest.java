package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneFileTest {
  private static final byte[] LIBRARY = bytes("the library");

  @TempDir Path directory;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] jar(String comment) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setComment(comment);
      for (int i = 0; i < 3; i++) {
        ZipEntry entry = new ZipEntry("entry" + i);
        entry.setComment("of the entry");
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(bytes("content " + i));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] front, byte[] jar) {
    byte[] file = Arrays.copyOf(front, front.length + jar.length);
    System.arraycopy(jar, 0, file, front.length, jar.length);
    return file;
  }

  @Test
  void libraryStandsInFrontAndTheArchiveIsFoundBehind() throws Exception {
    byte[] file = OneFile.of(LIBRARY, jar(""));
    assertArrayEquals(LIBRARY, Arrays.copyOf(file, LIBRARY.length));
    Path written = Files.write(directory.resolve("one.jar"), file);
    try (ZipFile zip = new ZipFile(written.toFile())) {
      assertEquals(3, zip.size());
      byte[] content = new byte[9];
      assertEquals(9, zip.getInputStream(zip.getEntry("entry2")).read(content));
      assertArrayEquals(bytes("content 2"), content);
    }
  }

  /** For readers that do not look where the archive begins. */
  @Test
  void offsetsCountFromTheStartOfTheFile() throws Exception {
    byte[] file = OneFile.of(LIBRARY, jar(""));
    byte[] plain = jar("");
    int list = file.length - 22 - (plain.length - 22 - offsetOfList(plain));
    assertEquals(list, offsetOfList(file));
    assertEquals(LIBRARY.length, four(file, list + 42), "of the first entry");
  }

  private static int offsetOfList(byte[] jar) {
    return four(jar, jar.length - 22 + 16);
  }

  private static int four(byte[] file, int at) {
    return (file[at] & 0xff) | (file[at + 1] & 0xff) << 8 | (file[at + 2] & 0xff) << 16;
  }

  @Test
  void whateverStoodInFrontOfTheArchiveIsLeftOut() throws Exception {
    byte[] file = OneFile.of(LIBRARY, jar(""));
    assertArrayEquals(file, OneFile.of(LIBRARY, file), "of the one file");
    assertArrayEquals(file, OneFile.of(LIBRARY, OneFile.of(bytes("another"), jar(""))));
    assertArrayEquals(file, OneFile.of(LIBRARY, joined(bytes("not corrected"), jar(""))));
  }

  @Test
  void archiveMayHaveAComment() throws Exception {
    byte[] file = OneFile.of(LIBRARY, jar("a comment"));
    Path written = Files.write(directory.resolve("one.jar"), file);
    try (ZipFile zip = new ZipFile(written.toFile())) {
      assertEquals(3, zip.size());
    }
  }

  @Test
  void whatIsNoJarOrDamagedIsRefused() throws Exception {
    assertThrows(IOException.class, () -> OneFile.of(LIBRARY, new byte[0]));
    assertThrows(IOException.class, () -> OneFile.of(LIBRARY, bytes("certainly not an archive")));
    byte[] jar = jar("");
    assertThrows(
        IOException.class,
        () -> OneFile.of(LIBRARY, Arrays.copyOfRange(jar, jar.length - 40, jar.length)));
    jar[offsetOfList(jar)]++;
    assertThrows(IOException.class, () -> OneFile.of(LIBRARY, jar));
  }
}
