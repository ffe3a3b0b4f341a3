package io.procex.it.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.hosts.problems.LaunchShortOfHeap;
import io.procex.hosts.problems.LaunchShortOfStack;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A JVM that is short of stack or memory when rules are asked, or read: nothing gets by them. What
 * is thrown instead may be the JDK's own Error: its class, too, is initialised by the first launch.
 */
@Execution(ExecutionMode.CONCURRENT)
class ShortageIT {
  private static final int ENOUGH_TO_FAIL = 2000;

  @TempDir private Path directory;

  private HostJvm host(Jdk jdk, String text, String... jvm) throws Exception {
    Path rules = Files.writeString(directory.resolve("rules.yaml"), text);
    return HostJvm.withAgent(jdk, "rules=" + rules).jvm("-XX:+UseSerialGC").jvm(jvm);
  }

  @OnOneJdk
  void firstLaunchShortOfStackIsRefusedAndSoAreLaterOnes(Jdk jdk) throws Exception {
    String denied = "version: 1\ndefault: {action: deny}\n";
    for (String frames : new String[] {"40", "100", "160", "220", "300"}) {
      Result result = host(jdk, denied, "-Xint").run(LaunchShortOfStack.class, frames);
      assertFalse(result.out().contains("launched"), frames + result);
    }
  }

  @OnOneJdk
  void firstLaunchShortOfMemoryIsRefusedAndSoAreLaterOnes(Jdk jdk) throws Exception {
    String denied = "version: 1\ndefault: {action: deny}\n";
    for (String kib : new String[] {"1", "20", "75", "300", "1000"}) {
      Result result = host(jdk, denied, "-Xmx24m").run(LaunchShortOfHeap.class, kib);
      assertFalse(result.out().contains("launched"), kib + result);
    }
  }

  @OnOneJdk
  void rulesThatTakeMoreMemoryThanThereIsLaunchNothing(Jdk jdk) throws Exception {
    StringBuilder text = new StringBuilder("version: 1\nrules:\n");
    for (int i = 0; i < ENOUGH_TO_FAIL; i++) {
      text.append("  - {name: r").append(i).append(", argv: '(\\w{99}){99}', action: deny}\n");
    }
    Result result = host(jdk, text.toString(), "-Xmx48m").run(Launch.class, "/bin/true");
    String cause = result.line("cause java.io.IOException: ");
    assertTrue(cause.contains("could not be read: java.lang.OutOfMemoryError"), cause);
    assertEquals("", result.err());
  }
}
