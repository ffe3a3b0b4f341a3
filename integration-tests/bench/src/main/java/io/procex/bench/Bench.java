package io.procex.bench;

import io.procex.bench.host.LaunchHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is there to be measured: JDKs, the agent, the programs in C. */
final class Bench {
  final List<JavaHome> homes;
  final Path agentJar;

  /** What the agent is set against if a change is weighed. */
  final Optional<Path> earlierJar;

  private final Path programs;

  Bench(List<JavaHome> homes, Path agentJar, Optional<Path> earlierJar, Path programs) {
    this.homes = homes;
    this.agentJar = agentJar;
    this.earlierJar = earlierJar;
    this.programs = programs;
  }

  /** A number from a system property {@code procex.bench.*}. */
  static int setting(String name, int byDefault) throws UsageException {
    int value = Integer.getInteger("procex.bench." + name, byDefault);
    if (value < 1) {
      throw new UsageException("procex.bench." + name + " must be at least 1, not " + value);
    }
    return value;
  }

  Path idleChild() {
    return programs.resolve("idle");
  }

  /** Tells of a whole life. */
  Path lifetime() {
    return programs.resolve("lifetime");
  }

  /**
   * The agent as it is to be installed: jar and library in one file, which the build puts beside.
   */
  Path oneFile() {
    String cpu = System.getProperty("os.arch").replace("amd64", "x86_64");
    String name = agentJar.getFileName().toString().replaceFirst("\\.jar$", "");
    return agentJar.resolveSibling(name + "-linux-" + cpu + ".jar");
  }

  /** Every mechanism of the JDK's, the agent, and NuProcess. */
  List<Way> allWays(JavaHome java) {
    List<Way> ways = jdkWays(java, true);
    ways.add(Way.nuProcess(java));
    return ways;
  }

  /** The JDK's default mechanism alone, the agent, and NuProcess. */
  List<Way> ways(JavaHome java) {
    List<Way> ways = jdkWays(java);
    ways.add(Way.nuProcess(java));
    return ways;
  }

  /** For loads that NuProcess cannot be put under: it knows pipes alone. */
  List<Way> jdkWays(JavaHome java) {
    return jdkWays(java, System.getProperty("procex.bench.mechanisms", "").equals("all"));
  }

  List<Way> jdkWays(JavaHome java, boolean all) {
    List<Way> ways = new ArrayList<>();
    ways.add(Way.stock());
    if (all) {
      ways.addAll(Way.otherMechanisms(java));
    }
    ways.add(Way.agent(agentJar));
    return ways;
  }

  /** A JVM for each JDK and way, which lives through all rounds. */
  List<Contender> hosts(Load load, Function<JavaHome, List<Way>> ways) {
    List<Contender> hosts = new ArrayList<>();
    for (JavaHome java : homes) {
      for (Way way : ways.apply(java)) {
        hosts.add(new HostJvm(java, way, load, LaunchHost.class));
      }
    }
    return hosts;
  }

  /** Makes these launches from a program in C. */
  List<Contender> floors(Load load) {
    Path program = programs.resolve("floor");
    return Arrays.asList(
        new Floor(program, Subject.FLOOR, load), new Floor(program, Subject.POSIX_SPAWN, load));
  }
}
