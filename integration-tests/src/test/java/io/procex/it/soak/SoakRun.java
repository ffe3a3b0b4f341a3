package io.procex.it.soak;

import io.procex.hosts.soak.Stock;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A long run on one JDK: prepares it, changes the agent at even intervals, and counts at the end.
 */
final class SoakRun {
  private static final int THREADS = 6;
  private static final int LONG = 100_000;
  private static final int LAUNCHES_FOR_A_CHANGE = 2_500;
  private static final int FEWEST_CHANGES = 20;
  private static final int MOST_CHANGES = 400;
  private static final int LAUNCHES_FOR_A_SAMPLE = 200;
  private static final int MOST_SAMPLES = 120;
  private static final int STOCK_RUNS = 5;

  private static final String[] STEADY = {
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:AvgMonitorsPerThreadEstimate=1", // see SoakIT
    "-Xms96m",
    "-Xmx96m",
    "-XX:+AlwaysPreTouch",
    "-XX:+UseSerialGC"
  };

  private final Jdk jdk;
  private final int launches;
  private final Path folder;
  private final Path stock;
  private final Path log;
  private final RecordCount records;
  private final List<double[]> samples = new ArrayList<>();
  private double seconds;

  SoakRun(Jdk jdk, int launches, Path folder) {
    this.jdk = jdk;
    this.launches = launches;
    this.folder = folder;
    this.stock = folder.resolve("stock.txt");
    this.log = folder.resolve("records.json");
    this.records = new RecordCount(launches);
  }

  SoakReport run() throws Exception {
    prepare();
    askStock();
    try (SoakedHost host = new SoakedHost(jvm(options()), folder, stock, launches, THREADS)) {
      return run(host);
    } catch (IOException e) {
      throw new IOException(e + "; it wrote: " + Files.readString(errors()), e);
    }
  }

  private Path errors() {
    return folder.resolve("stderr.txt");
  }

  private void prepare() throws IOException {
    Path child = Artifacts.nativeProgram("soak_child");
    for (String name : List.of("soak_child", "soak_denied", "no_rights")) {
      Files.copy(child, folder.resolve(name));
    }
    Files.setPosixFilePermissions(
        folder.resolve("no_rights"), PosixFilePermissions.fromString("rw-r--r--"));
  }

  /** Once more if the shortage has closed its stdout. */
  private void askStock() throws Exception {
    for (int i = 0; i < STOCK_RUNS; i++) {
      Result result = limited(HostJvm.stock(jdk)).run(Stock.class, folder.toString());
      if (result.out().contains("\nshort ")) {
        Files.write(stock, result.outBytes());
        return;
      }
    }
    throw new IOException("the stock JDK tells nothing of a shortage");
  }

  private String options() {
    String size = launches < LONG ? "512K" : "16M";
    return "log=" + log + ",log.size=" + size + ",log.keep=20";
  }

  private HostJvm jvm(String options) {
    HostJvm jvm = limited(HostJvm.withAgent(jdk, options, "reaper=pidfd")).jvm(STEADY);
    if (launches >= LONG) {
      jvm.bothCompilers();
    }
    if (jdk.feature() >= 21) {
      jvm.jvm("-XX:+EnableDynamicAgentLoading");
    }
    return jvm.within(300 + launches / 100);
  }

  /** A limit that a shortage reaches within milliseconds, and a PATH that has the programs. */
  private HostJvm limited(HostJvm jvm) {
    return jvm.by("sh", "-c", "ulimit -n 1024; exec \"$@\" 2>>" + errors(), "sh")
        .env("MALLOC_ARENA_MAX", "2")
        .env("PATH", folder + ":" + System.getenv("PATH"));
  }

  private SoakReport run(SoakedHost host) throws Exception {
    Changes changes = new Changes(host, folder, options());
    changes.round();
    host.ask("settle"); // what a shortage of the warm-up took is there again
    host.ask("baseline");
    host.ask("sample"); // forgets the times of the warm-up
    sample(host);
    RecordFollower follower = new RecordFollower(log, records);
    host.ask("go");
    int most = Math.min(launches / LAUNCHES_FOR_A_CHANGE, MOST_CHANGES);
    int count = Math.max(most, FEWEST_CHANGES);
    int looks = Math.min(launches / LAUNCHES_FOR_A_SAMPLE, MOST_SAMPLES);
    int parts = Math.max(count, looks);
    for (int part = 1; part <= parts; part++) {
      host.ask("await " + (long) launches * part / parts);
      follower.poll();
      if (isDue(part, count, parts)) {
        changes.next();
      }
      if (isDue(part, looks, parts)) {
        sample(host);
      }
    }
    host.ask("end " + folder.resolve("expected"));
    seconds = seconds(host);
    return report(host, changes, follower);
  }

  /** Whether one of so many, evenly spread over all parts, comes with this part. */
  private static boolean isDue(int part, int count, int parts) {
    return part * count / parts > (part - 1) * count / parts;
  }

  private double seconds(SoakedHost host) throws IOException {
    sample(host);
    return samples.get(samples.size() - 1)[0] - samples.get(0)[0];
  }

  private void sample(SoakedHost host) throws IOException {
    String[] values = host.ask("sample").split(" ", -1);
    samples.add(Arrays.stream(values).mapToDouble(Double::parseDouble).toArray());
  }

  private SoakReport report(SoakedHost host, Changes changes, RecordFollower follower)
      throws Exception {
    changes.attach("", "attached", "deny");
    host.ask("settle");
    SoakReport report = new SoakReport(jdk, launches, seconds);
    report.take(host);
    report.check("commands failed", changes.failures(), "[]");
    sample(host);
    report.status = AgentCommand.run("status", "" + host.pid()).out();
    report.check("exit code", host.end(), "0");
    follower.poll();
    byte[] expected = Files.readAllBytes(folder.resolve("expected"));
    report.check("records", records.differences(expected), "{}");
    report.records = records;
    report.samples = new Samples(host.names, samples);
    report.checkGrowth();
    report.errors = Files.readString(errors());
    return report;
  }
}
