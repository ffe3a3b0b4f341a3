package io.procex.agent.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.zip.CRC32;

/** The drop-in of a unit: the only file that "enable" writes and "disable" removes. */
public final class DropIn {
  static final String NAME = "procex-agent.conf";
  private static final String MARK = "# procex-agent enable ";
  private static final long MOST_BYTES = 1 << 16;

  private final Root root;
  private final String directory;

  /** Names the drop-in of a unit, by the unit's own name. */
  public DropIn(Root root, UnitName unit) {
    this.root = root;
    this.directory = UnitFiles.ADMINISTRATORS + "/" + unit + ".d";
  }

  /** The path within the system that the unit belongs to. */
  @Override
  public String toString() {
    return directory + "/" + NAME;
  }

  /** The path as this process can open it. */
  public Path file() throws IOException {
    return root.find(UnitFiles.ADMINISTRATORS)
        .resolve(Paths.get(directory).getFileName())
        .resolve(NAME);
  }

  /** The file's text, with a mark that shows later whether people have changed it. */
  static String marked(String unit, String body) {
    String all = "# \"procex-agent disable " + unit + "\" removes this file.\n" + body;
    return MARK + checksum(all) + "\n" + all;
  }

  private static String checksum(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", sum.getValue());
  }

  /** The present text, or null if there is no drop-in. */
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

  /** Throws if people have written or changed the file. */
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

  /** Removes it, and its directory if that is then empty. Returns false if there is none. */
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
