package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.LaunchWithoutDescriptors;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM that has run out of descriptors, and gets some back. */
class DescriptorShortageIT {
  private static List<String> fate(Result result) {
    return result.out().lines().filter(line -> !line.startsWith("agent ")).toList();
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void launchFailsAsInTheStockJdkAndRecoversWithIt(Jdk jdk) throws Exception {
    String[] limited = {"sh", "-c", "ulimit -n 600; exec \"$@\"", "sh"};
    Result with =
        HostJvm.withAgent(jdk).by(limited).run(LaunchWithoutDescriptors.class, "/bin/true");
    Result without =
        HostJvm.stock(jdk).by(limited).run(LaunchWithoutDescriptors.class, "/bin/true");
    assertEquals(fate(without), fate(with));
    assertTrue(with.line("exception ").contains("24"), with.toString());
    assertEquals("0", with.line("exit "));
    assertEquals("", with.err());
  }
}
