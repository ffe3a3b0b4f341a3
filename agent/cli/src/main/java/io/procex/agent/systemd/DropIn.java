package io.procex.agent.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.zip.CRC32;

/** The file that is written for a unit, and nothing else. */
public final class DropIn {
  static final String NAME = "procex-agent.conf";
  private static final String MARK = "# procex-agent enable ";
  private static final long MOST_BYTES = 1 << 16;

  private final Root root;
  private final String directory;

  /** Of a unit by its own name. */
  public DropIn(Root root, UnitName unit) {
    this.root = root;
    this.directory = UnitFiles.ADMINISTRATORS + "/" + unit + ".d";
  }

  /** What the system calls it. */
  @Override
  public String toString() {
    return directory + "/" + NAME;
  }

  /** Where it lies. */
  public Path file() throws IOException {
    return root.find(UnitFiles.ADMINISTRATORS)
        .resolve(Paths.get(directory).getFileName())
        .resolve(NAME);
  }

  /** A file with a mark by which a change by people is seen. */
  static String marked(String unit, String body) {
    String all = "# \"procex-agent disable " + unit + "\" removes this file.\n" + body;
    return MARK + checksum(all) + "\n" + all;
  }

  private static String checksum(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", sum.getValue());
  }

  /** Its text, or null where there is none. */
  public String read() throws IOException, Refusal {
    Path file = file();
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
      throw new Refusal(this + ": not a file that this command has written");
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** Refuses what people have written or changed. */
  public void checkOwn() throws IOException, Refusal {
    String text = read();
    if (text == null) {
      return;
    }
    int end = text.indexOf('\n');
    if (!text.startsWith(MARK) || end < 0) {
      throw new Refusal(this + ": not written by this command: remove or rename it first");
    }
    if (!text.substring(MARK.length(), end).equals(checksum(text.substring(end + 1)))) {
      throw new Refusal(this + ": was changed since this command wrote it: remove it yourself");
    }
  }

  /** Removes it, and its directory if that is empty then. False where there is nothing. */
  public boolean remove() throws IOException, Refusal {
    checkOwn();
    if (!Files.deleteIfExists(file())) {
      return false;
    }
    String[] left = file().getParent().toFile().list();
    if (left != null && left.length == 0) {
      Files.delete(file().getParent());
    }
    return true;
  }
}
