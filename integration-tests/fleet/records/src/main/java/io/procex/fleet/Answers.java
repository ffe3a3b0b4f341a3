package io.procex.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where an engine leaves its answers: a file for each question, with lines in one order for all
 * engines.
 */
public final class Answers {
  private final Path folder;

  /** Makes the folder. */
  public Answers(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Writes one answer: rows of words and numbers, in any order. */
  public void write(String question, List<List<Object>> rows) throws IOException {
    List<String> lines = rows.stream().map(Answers::line).sorted().collect(Collectors.toList());
    Files.write(folder.resolve(question + ".tsv"), lines);
  }

  private static String line(List<Object> row) {
    return row.stream().map(String::valueOf).collect(Collectors.joining("\t"));
  }
}
