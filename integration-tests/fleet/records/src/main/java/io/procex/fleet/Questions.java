package io.procex.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files with the questions, one of each for each kind of engine. */
public final class Questions {
  /** The names of all five. */
  public static final List<String> ALL =
      List.of("shells", "failures", "slowest", "no-exit", "leaks");

  private final Path folder;
  private final String store;

  /**
   * Takes the questions about one store.
   *
   * @param store where the records are: what the files call the bucket
   */
  public Questions(Path folder, Path store) {
    this.folder = folder;
    this.store = store.toAbsolutePath().toString();
  }

  /** The text of one file, without the semicolon that ends a statement in a terminal. */
  public String text(String name) throws IOException {
    String text = Files.readString(folder.resolve(name)).trim();
    String here = text.replaceAll("s3a?://records", store);
    return here.endsWith(";") ? here.substring(0, here.length() - 1) : here;
  }
}
