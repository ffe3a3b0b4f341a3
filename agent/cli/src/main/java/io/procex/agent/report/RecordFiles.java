package io.procex.agent.report;

import io.procex.agent.record.RecordReader;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads logs line by line: plain, compressed ({@code .gz}), or stdin ({@code -}). */
public final class RecordFiles {
  private static final int LINES_BETWEEN_PROGRESS = 5000;

  /** A record is far shorter; a collector writes many of them in a line. */
  private static final int MOST_CHARACTERS = 1 << 22;

  private final RecordReader reader = new RecordReader();
  private final PrintWriter progress;
  private RecordVisitor visitor;
  private long records;
  private long total;
  private long read;

  /**
   * Prepares to read files.
   *
   * @param progress where a bar is drawn, or null for nowhere
   */
  public RecordFiles(PrintStream progress) {
    this.progress =
        progress == null
            ? null
            : new PrintWriter(new java.io.OutputStreamWriter(progress, StandardCharsets.UTF_8));
  }

  /**
   * Reads all files.
   *
   * @throws IOException with the name of the file that cannot be read
   */
  public Findings read(List<String> names) throws IOException {
    Findings findings = new Findings();
    read(names, findings);
    return findings;
  }

  /**
   * Passes all records in the files to a visitor.
   *
   * @throws IOException with the name of the file that cannot be read
   */
  public void read(List<String> names, RecordVisitor visiting) throws IOException {
    visitor = visiting;
    for (String name : names) {
      total += name.equals("-") ? 0 : size(name);
    }
    for (String name : names) {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8))) {
        read(lines);
      } catch (EOFException cut) { // the log is being compressed at this moment
        visitor.addBroken();
      } catch (IOException e) {
        throw new IOException(name + ": " + e.getMessage(), e);
      }
    }
    if (progress != null) {
      progress.print("\r\u001b[K");
      progress.flush();
    }
  }

  private static long size(String name) throws IOException {
    Path path = Paths.get(name);
    if (!Files.exists(path)) {
      throw new IOException(name + ": no such file");
    }
    if (Files.isDirectory(path) || !Files.isReadable(path)) {
      throw new IOException(name + ": cannot be read");
    }
    return Files.size(path);
  }

  private InputStream open(String name) throws IOException {
    InputStream in =
        name.equals("-") ? System.in : new Counted(Files.newInputStream(Paths.get(name)));
    return name.endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private void read(BufferedReader lines) throws IOException {
    StringBuilder line = new StringBuilder();
    long count = 0;
    boolean more = true;
    while (more) {
      more = readLine(lines, line);
      addLine(line);
      if (++count % LINES_BETWEEN_PROGRESS == 0) {
        draw();
      }
    }
  }

  /**
   * Reads a line; false at the end. Of a line that is too long, it keeps just enough to show that.
   */
  private static boolean readLine(BufferedReader lines, StringBuilder line) throws IOException {
    line.setLength(0);
    int c;
    while ((c = lines.read()) >= 0 && c != '\n') {
      if (line.length() <= MOST_CHARACTERS) {
        line.append((char) c);
      }
    }
    return c >= 0;
  }

  private void addLine(StringBuilder characters) {
    String line = characters.toString().trim();
    if (line.isEmpty()) {
      return;
    }
    try {
      if (line.length() > MOST_CHARACTERS) {
        throw new IOException("too long");
      }
      reader.read(
          line,
          (record, jvm) -> {
            visitor.add(record, jvm);
            records++;
          });
    } catch (IOException broken) {
      visitor.addBroken();
    }
  }

  private void draw() {
    if (progress == null) {
      return;
    }
    int width = 30;
    int done = total == 0 ? 0 : (int) Math.min(width, width * read / total);
    StringBuilder bar = new StringBuilder("\r[");
    for (int i = 0; i < width; i++) {
      bar.append(i < done ? '#' : ' ');
    }
    bar.append("] ").append(total == 0 ? 0 : 100 * read / total).append("% ");
    progress.print(bar.append(records).append(" records").toString());
    progress.flush();
  }

  /** Counts the bytes of the file itself, before decompression. */
  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      read += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int got = super.read(buffer, offset, length);
      read += Math.max(0, got);
      return got;
    }
  }
}
