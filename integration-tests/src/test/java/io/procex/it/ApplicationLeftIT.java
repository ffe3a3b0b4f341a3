package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.LeaveApplication;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that has launched, and leaves, finds nothing of itself in threads of ours. */
class ApplicationLeftIT {
  @TempDir Path directory;

  static Stream<Arguments> options() {
    return Jdk.some().stream()
        .flatMap(
            jdk ->
                Stream.of("DieWithParent=yes", "log=DIRECTORY/log.json,jmx=true,log.stack=5")
                    .map(options -> Arguments.of(jdk, options)));
  }

  @ParameterizedTest
  @MethodSource("options")
  void nothingOfItIsKept(Jdk jdk, String options) throws Exception {
    Result agent =
        HostJvm.withAgent(jdk, options.replace("DIRECTORY", directory.toString()))
            .run(LeaveApplication.class);
    assertEquals("", agent.err());
    assertEquals("0", agent.line("threads left "));
    assertEquals("destroyed", agent.line("group "));
    assertEquals("", agent.line("own threads "));
    assertEquals("3 of 3", agent.line("freed "));
    assertTrue(
        agent.out().contains("agent 3 shared-table, 3 failed, 0 fallbacks"), agent::toString);
  }
}
