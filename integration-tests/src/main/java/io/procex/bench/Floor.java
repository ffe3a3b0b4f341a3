package io.procex.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/** One of the ways in which the C program that knows no JVM launches /bin/true. */
final class Floor implements Contender {
  static final String SHARED_TABLE = "shared-table";
  static final String POSIX_SPAWN = "posix_spawn";

  private final Path program;
  private final String way;
  private final Load load;

  Floor(Path program, String way, Load load) {
    this.program = program;
    this.way = way;
    this.load = load;
  }

  @Override
  public Samples measure() throws IOException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                Integer.toString(load.descriptors),
                Integer.toString(load.launches),
                "raw")
            .redirectError(Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      return Samples.parse(ownLine(lines));
    }
  }

  /** Reads to the end: the program must not still be running when the next contender's turn is. */
  private String ownLine(BufferedReader lines) throws IOException {
    String own = null;
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.startsWith(way + " ")) {
        own = line.substring(way.length() + 1);
      }
    }
    if (own == null) {
      throw new IOException(program + " printed no line about " + way);
    }
    return own;
  }
}
