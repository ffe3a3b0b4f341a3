package io.procex.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary directory, which goes with all it holds when this JVM ends. */
final class TemporaryFolder {
  private TemporaryFolder() {}

  static Path create() throws IOException {
    Path folder = Files.createTempDirectory("procex-bench");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder.toFile())));
    return folder;
  }

  private static void delete(File folder) {
    File[] files = folder.listFiles();
    boolean empty = true;
    for (File file : files == null ? new File[0] : files) {
      empty &= file.delete();
    }
    if (!empty || !folder.delete()) {
      System.err.println("not removed: " + folder);
    }
  }
}
