package io.procex.demo;

import java.io.IOException;

/** What a CGI script inherited, from what the scripts files.sh and signals.sh print. */
final class CgiReport {
  private final String text;
  private int sockets;
  private int pipes;
  private int files;
  private int others;

  CgiReport(String text) {
    this.text = text;
    for (String line : text.split("\n", -1)) {
      int arrow = line.indexOf(" -> ");
      if (arrow >= 0) {
        count(line.substring(arrow + " -> ".length()));
      }
    }
  }

  private void count(String target) {
    if (target.startsWith("socket:")) {
      sockets++;
    } else if (target.startsWith("pipe:")) {
      pipes++;
    } else if (target.startsWith("/")) {
      files++;
    } else {
      others++;
    }
  }

  /** Standard input, output and error are pipes, so every socket is one of the server's. */
  int sockets() {
    return sockets;
  }

  String descriptors() {
    int all = sockets + pipes + files + others;
    return String.format(
        "%d (pipes: %d, files: %d, sockets: %d, others: %d)", all, pipes, files, sockets, others);
  }

  String openFileLimits() throws IOException {
    return value("SoftLimit") + " / " + value("HardLimit");
  }

  String blockedSignals() throws IOException {
    return SignalSet.names(value("SigBlk"));
  }

  String ignoredSignals() throws IOException {
    return SignalSet.names(value("SigIgn"));
  }

  private String value(String name) throws IOException {
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(name + ":")) {
        return line.substring(name.length() + 1).trim();
      }
    }
    throw new IOException("the CGI scripts did not report " + name + ", but:\n" + text);
  }
}
