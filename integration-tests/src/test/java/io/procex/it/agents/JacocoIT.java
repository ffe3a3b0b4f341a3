package io.procex.it.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Beside JaCoCo, even if it instruments the JDK's launching class too. */
class JacocoIT {
  /** On a newer JDK it covers the application's classes, and complains of the JDK's. */
  private static final int NEWEST_KNOWN = 26;

  @TempDir Path directory;

  private Path data() {
    return directory.resolve("jacoco.exec");
  }

  private void assertBothAtWork(Jdk jdk, Result alone, Result both) throws Exception {
    TwoAgents.assertNothingElseIsPrinted(alone, both);
    both.assertLaunchedByCore(1);
    assertCovered(jdk);
  }

  /** The file holds the names of the classes of which something was executed. */
  private void assertCovered(Jdk jdk) throws Exception {
    String names = Files.readString(data(), StandardCharsets.ISO_8859_1);
    assertTrue(names.contains("io/procex/hosts/Launch"), names);
    if (jdk.feature() <= NEWEST_KNOWN) {
      assertTrue(names.contains(jdk.feature() == 8 ? "UNIXProcess" : "ProcessImpl"), names);
    }
    Files.delete(data());
  }

  @OnEachJdk
  void launchesGoThroughTheCoreAndAreCovered(Jdk jdk) throws Exception {
    String jacoco =
        "-javaagent:"
            + Artifacts.otherAgent("jacoco")
            + "=inclbootstrapclasses=true,includes=java.lang.ProcessImpl:java.lang.UNIXProcess"
            + ":io.procex.hosts.*,destfile="
            + data();
    TwoAgents agents = new TwoAgents(jdk, jacoco);
    Result alone = agents.alone(Launch.class, "echo", "launched");
    assertEquals("launched", alone.line("out "), alone::toString);
    assertCovered(jdk);
    assertBothAtWork(jdk, alone, agents.oursFirst(Launch.class, "echo", "launched"));
    assertBothAtWork(jdk, alone, agents.oursLast(Launch.class, "echo", "launched"));
  }
}
