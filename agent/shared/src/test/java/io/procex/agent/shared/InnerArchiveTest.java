package io.procex.agent.shared;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class InnerArchiveTest {
  private static final byte[] LARGE = new byte[100_000];
  private static final byte[] SMALL = {1, 2, 3};

  static {
    new Random(1).nextBytes(LARGE);
  }

  private static byte[] jar(int method) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
      jar.setMethod(method);
      put(jar, "a/Large.class", LARGE);
      put(jar, "a/Empty.class", new byte[0]);
      put(jar, "a/b/Small.class", SMALL);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream jar, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setCrc(crc.getValue());
    entry.setSize(content.length);
    entry.setExtra(new byte[] {1, 0, 2, 0, 7, 7}); // may stand before the bytes, and in the list
    jar.putNextEntry(entry);
    jar.write(content);
    jar.closeEntry();
  }

  private static void assertReads(byte[] jar) throws IOException {
    InnerArchive archive = new InnerArchive(new ByteArrayInputStream(jar));
    assertArrayEquals(LARGE, archive.read("a/Large.class"));
    assertArrayEquals(new byte[0], archive.read("a/Empty.class"));
    assertArrayEquals(SMALL, archive.read("a/b/Small.class"));
    assertNull(archive.read("a/b/Other.class"));
  }

  @Test
  void storedFilesAreRead() throws Exception {
    assertReads(jar(ZipEntry.STORED));
  }

  @Test
  void deflatedFilesAreRead() throws Exception {
    assertReads(jar(ZipEntry.DEFLATED));
  }

  @Test
  void whatIsNoJarIsRefused() {
    ByteArrayInputStream cut = new ByteArrayInputStream(SMALL);
    assertThrows(IOException.class, () -> new InnerArchive(cut));
    ByteArrayInputStream other = new ByteArrayInputStream(LARGE);
    assertThrows(IOException.class, () -> new InnerArchive(other));
  }
}
