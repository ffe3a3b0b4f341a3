package io.procex.agent.diagnostics;

import io.procex.agent.options.LogOptions;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The SHA-256 of programs, computed in the thread that writes records. A file is read once, until
 * its inode, its length or one of its times is another.
 */
final class ProgramHash {
  /** Read in about a second, in which the queue has room for records of other launches. */
  private static final long LARGEST = 256L << 20;

  private static final int MOST_REMEMBERED = 1024;
  private static final int PIECE = 1 << 16;
  private static final String VERSION = "unix:dev,ino,size,lastModifiedTime,ctime,isRegularFile";

  private final Map<Object, String> remembered =
      new LinkedHashMap<Object, String>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, String> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /** Puts the hash into a record, if that is asked for and the file can be read. */
  synchronized void put(Record record, LogOptions options) {
    Object path = record.get(Field.EXECUTABLE);
    if (!options.hashes() || path == null) {
      return;
    }
    try {
      record.put(Field.HASH, of(whatRuns(path.toString(), record.get(Field.PID))));
    } catch (IOException | RuntimeException | GeneralSecurityException unreadable) {
      // gone already, or its name is not one of this JVM's character set
    }
  }

  /**
   * The child's own file, as long as it runs: another one may be in its place, or none, since
   * intruders remove what they have started. For a script that is its interpreter, and of no use.
   */
  private static Path whatRuns(String path, Object pid) {
    if (pid != null) {
      try {
        Path running = Paths.get("/proc/" + pid + "/exe");
        if (Files.readSymbolicLink(running).toString().equals(path + " (deleted)")) {
          return running;
        }
      } catch (IOException | RuntimeException ended) {
        // the file itself is as good
      }
    }
    return Paths.get(path);
  }

  private String of(Path file) throws IOException, GeneralSecurityException {
    Map<String, Object> version = Files.readAttributes(file, VERSION);
    boolean isReadable = (Boolean) version.get("isRegularFile");
    if (!isReadable || (Long) version.get("size") > LARGEST) {
      return null;
    }
    String known = remembered.get(version);
    if (known == null) {
      known = compute(file);
      remembered.put(version, known);
    }
    return known;
  }

  /** Not by a channel, which an application that interrupts all threads would close. */
  private static String compute(Path file) throws IOException, GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] piece = new byte[PIECE];
    try (InputStream in = new FileInputStream(file.toFile())) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
      }
    }
    StringBuilder text = new StringBuilder();
    for (byte b : digest.digest()) {
      text.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return text.toString();
  }
}
