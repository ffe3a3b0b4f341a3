package io.procex.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A JVM without an agent, with one that does nothing, and with this one by either flag. */
final class Entries {
  private Entries() {}

  /** The native entry is left out if the library has none, and that is told. */
  static List<Way> of(Bench bench, Findings findings) throws IOException, InterruptedException {
    Path file = Files.exists(bench.oneFile()) ? bench.oneFile() : bench.agentJar;
    List<Way> ways = new ArrayList<>();
    ways.add(Way.noAgent());
    ways.add(Way.noOpAgent(OneClassJar.agent(NoOpAgent.class)));
    bench.earlierJar.ifPresent(jar -> ways.add(Way.agent(jar, Subject.EARLIER_AGENT, "")));
    ways.add(Way.agent(file));
    Way nativeEntry = Way.nativeEntry(file);
    Optional<String> refusal = refusal(bench.homes.get(0), nativeEntry);
    if (refusal.isPresent()) {
      String reason = refusal.get().replace(file.toString(), file.getFileName().toString());
      findings.leaveOut(nativeEntry.name, "not there: " + reason);
    } else {
      ways.add(nativeEntry);
    }
    return ways;
  }

  /** What a JVM says that does not start so. */
  private static Optional<String> refusal(JavaHome java, Way way)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(java.executable().toString());
    command.addAll(way.jvmOptions);
    command.add("-version");
    Process process = JavaHome.builder(command).redirectErrorStream(true).start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String said = lines.lines().collect(Collectors.joining(" / "));
      return process.waitFor() == 0 ? Optional.empty() : Optional.of(said);
    }
  }
}
