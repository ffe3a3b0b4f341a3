package io.procex.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the threads of a host that does not end are at, virtual ones too if there are some. */
final class ThreadDump {
  private ThreadDump() {}

  /** Returns it; or what jcmd says, if it can tell nothing within 20 s. */
  static String of(Process host, Jdk jdk) throws Exception {
    Path dump = Files.createTempFile("threads", ".txt");
    try {
      String said = jcmd(jdk, host.pid(), request(jdk, dump));
      return said + Files.readString(dump);
    } finally {
      Files.delete(dump);
    }
  }

  private static List<String> request(Jdk jdk, Path dump) {
    return jdk.feature() < 21
        ? List.of("Thread.print")
        : List.of("Thread.dump_to_file", "-overwrite", dump.toString());
  }

  private static String jcmd(Jdk jdk, long pid, List<String> request) throws IOException {
    List<String> command = new ArrayList<>(List.of("timeout", "20"));
    command.add(jdk.home().resolve("bin/jcmd").toString());
    command.add("" + pid);
    command.addAll(request);
    Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(jcmd.getInputStream().readAllBytes(), UTF_8);
  }
}
