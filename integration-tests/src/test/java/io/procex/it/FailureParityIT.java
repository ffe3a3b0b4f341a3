package io.procex.it;

import io.procex.hosts.ObserveFailures;
import io.procex.it.support.Jdk;
import io.procex.it.support.ObservedPrograms;
import io.procex.it.support.Parity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions are the same in class, message, cause and printed stack trace. */
class FailureParityIT {
  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @BeforeEach
  void makePrograms() throws IOException {
    ObservedPrograms.make(directory);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void programThatCannotBeExecuted(Jdk jdk) throws Exception {
    Parity.check(jdk, ObserveFailures.class, "programs", directory.toString());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void directoryThatCannotBeEntered(Jdk jdk) throws Exception {
    Parity.check(jdk, ObserveFailures.class, "directories", directory.toString());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void commandThatIsNone(Jdk jdk) throws Exception {
    Parity.check(jdk, ObserveFailures.class, "commands", directory.toString());
  }
}
