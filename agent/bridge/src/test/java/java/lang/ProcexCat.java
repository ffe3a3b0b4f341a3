package java.lang;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A shell that tells a process id, and then is cat, which reaps nobody. */
final class ProcexCat {
  final Process process;
  final long pid;

  /** A cat that tells its own id. */
  ProcexCat() throws IOException {
    this("echo $$");
  }

  ProcexCat(String script) throws IOException {
    process = new ProcessBuilder("sh", "-c", script + "; exec cat").start();
    BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    pid = Long.parseLong(answers.readLine());
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    answers.readLine();
  }
}
