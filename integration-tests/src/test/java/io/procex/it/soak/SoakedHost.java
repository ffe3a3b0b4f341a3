package io.procex.it.soak;

import io.procex.hosts.soak.SoakHost;
import io.procex.it.support.HostJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A running {@link SoakHost}, which answers each request with a line. */
final class SoakedHost implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final Writer requests;

  /** The names of what a sample has. */
  final String[] names;

  SoakedHost(HostJvm jvm, Path folder, Path stock, int launches, int threads) throws IOException {
    process =
        jvm.start(SoakHost.class, folder.toString(), stock.toString(), "" + launches, "" + threads);
    answers = process.inputReader(StandardCharsets.ISO_8859_1);
    requests = process.outputWriter(StandardCharsets.ISO_8859_1);
    names = read().replaceFirst("^ready ", "").split(" ", -1);
  }

  long pid() {
    return process.pid();
  }

  synchronized String ask(String request) throws IOException {
    requests.write(request + "\n");
    requests.flush();
    return read();
  }

  private String read() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the host has ended");
    }
    return line;
  }

  int end() throws IOException, InterruptedException {
    requests.close();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
