package io.procex.bench;

import io.procex.bench.host.LaunchHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** start() from JVMs whose heap is resident. */
final class HeapScenario implements Scenario {
  static final String SMALL = "64 MiB";

  private static final long MEBIBYTE = 1024 * 1024;

  /** What a JVM and the rest of the machine need besides. */
  private static final long OTHER_BYTES = 1024 * MEBIBYTE;

  @Override
  public String name() {
    return "heap";
  }

  @Override
  public String title() {
    return "start() with a large heap";
  }

  @Override
  public String explanation() {
    return "start() from JVMs of which so much heap has been touched (-Xms, -Xmx, AlwaysPreTouch), as"
        + " it is in a server; a new JVM in every round, since several would not fit in memory.";
  }

  @Override
  public List<Metric> metrics() {
    return Collections.singletonList(Metric.START);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("heap.rounds", 3);
  }

  /** The heap that is called large: 8 GiB, or what is asked for. */
  static String large() throws UsageException {
    return label(Bench.setting("heap", 8192));
  }

  private static String label(int mebibytes) {
    return mebibytes % 1024 == 0 ? mebibytes / 1024 + " GiB" : mebibytes + " MiB";
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings)
      throws IOException, UsageException {
    int launches = Bench.setting("launches.heap", 2_000);
    List<Contender> contenders = new ArrayList<>(hosts(bench, new Load("untouched", launches)));
    contenders.addAll(hosts(bench, touched(64, launches)));
    int large = Bench.setting("heap", 8192);
    long available = Limits.availableBytes();
    if (large * MEBIBYTE + OTHER_BYTES > available) {
      findings.leaveOut(large(), "only " + available / MEBIBYTE + " MiB of memory are available");
    } else {
      contenders.addAll(hosts(bench, touched(large, launches)));
    }
    return contenders;
  }

  private static Load touched(int mebibytes, int launches) {
    return new Load(label(mebibytes), launches)
        .withJvmOption("-Xms" + mebibytes + "m")
        .withJvmOption("-Xmx" + mebibytes + "m")
        .withJvmOption("-XX:+AlwaysPreTouch");
  }

  /**
   * Only those between which memory makes a difference: all others share it, as posix_spawn. FORK,
   * which copies its page tables for a quarter of a second, gets a fiftieth of the launches, and
   * takes the share of those that it takes elsewhere.
   */
  private static List<Contender> hosts(Bench bench, Load load) {
    Load slow = load.launchedLess(50);
    List<Contender> hosts = new ArrayList<>();
    for (JavaHome java : bench.homes) {
      hosts.add(fresh(java, Way.stock(), load));
      hosts.add(fresh(java, Way.mechanism("FORK"), slow));
      hosts.add(fresh(java, Way.agent(bench.agentJar), load));
    }
    return hosts;
  }

  private static Contender fresh(JavaHome java, Way way, Load load) {
    return new FreshJvm(new HostJvm(java, way, load, LaunchHost.class));
  }
}
