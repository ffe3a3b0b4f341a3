package io.procex.it.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A short run of {@code ./run soak}. */
class LongRunIT {
  private static final int LAUNCHES = 2_000;

  @TempDir private Path folder;

  @OnOneJdk
  void allLaunchesAreRightWhileTheAgentChanges(Jdk jdk) throws Exception {
    SoakReport report = new SoakRun(jdk, LAUNCHES, folder).run();
    System.out.println(report);
    assertEquals(List.of(), report.faults(), () -> report.status + report.errors);
  }
}
