package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.LaunchFreshFiles;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that was just written can be launched, whatever other threads launch (JDK-8068370). */
class EtxtbsyIT {
  private static final int PROGRAMS = 10_000;
  private static final int STOCK_PROGRAMS = 1_000;

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void freshProgramIsNeverBusy(Jdk jdk) throws Exception {
    System.out.println(
        jdk
            + " without the agent: busy "
            + busy(HostJvm.stock(jdk), STOCK_PROGRAMS)
            + " of "
            + STOCK_PROGRAMS);
    assertEquals("0", busy(HostJvm.withAgent(jdk), PROGRAMS));
  }

  private String busy(HostJvm host, int programs) throws Exception {
    return host.run(LaunchFreshFiles.class, directory.toString(), Integer.toString(programs))
        .line("busy ");
  }
}
