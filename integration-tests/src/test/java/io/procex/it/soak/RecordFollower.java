package io.procex.it.soak;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads a log and its rotated files while they are written, each line once, however it is named.
 */
final class RecordFollower {
  private static final int MOST = 1 << 20;

  /** Of a line: its time in nanoseconds is in it. */
  private static final int BEGINNING = 60;

  private final Path log;
  private final Consumer<String> line;

  /** How far each was read, by its beginning: a new file may have the inode of one that is gone. */
  private Map<String, Long> read = new HashMap<>();

  RecordFollower(Path log, Consumer<String> line) {
    this.log = log;
    this.line = line;
  }

  /** Reads what came since the last time. */
  void poll() throws IOException {
    Map<String, Long> now = new HashMap<>();
    for (Path file : files()) {
      try {
        readOn(file, now);
      } catch (NoSuchFileException | java.io.FileNotFoundException renamed) {
        // the next poll finds it by its other name
      }
    }
    // One that was being renamed was not seen.
    read.forEach(now::putIfAbsent);
    read = now;
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(log.getParent(), log.getFileName() + "*")) {
      all.forEach(files::add);
    }
    files.sort((a, b) -> Integer.compare(age(b), age(a)));
    return files;
  }

  private static int age(Path file) {
    String number = file.getFileName().toString().replaceFirst("^.*?([0-9]*)$", "$1");
    return number.isEmpty() ? 0 : Integer.parseInt(number);
  }

  private void readOn(Path file, Map<String, Long> now) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] buffer = new byte[MOST];
      if (in.read(buffer, 0, BEGINNING) < BEGINNING) {
        return;
      }
      String key = new String(buffer, 0, BEGINNING, StandardCharsets.ISO_8859_1);
      long at = read.getOrDefault(key, 0L);
      in.seek(at);
      int whole = 1;
      for (int got = in.read(buffer); got > 0 && whole > 0; got = in.read(buffer)) {
        whole = readLines(buffer, got);
        at += whole;
        in.seek(at);
      }
      now.put(key, at);
    }
  }

  /** Returns how many bytes whole lines have. */
  private int readLines(byte[] buffer, int size) {
    int begin = 0;
    for (int i = 0; i < size; i++) {
      if (buffer[i] == '\n') {
        line.accept(new String(buffer, begin, i - begin, StandardCharsets.ISO_8859_1));
        begin = i + 1;
      }
    }
    return begin;
  }
}
