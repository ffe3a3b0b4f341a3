package io.procex.it;

import io.procex.hosts.ObserveFailures;
import io.procex.it.support.Jdk;
import io.procex.it.support.Parity;
import java.io.IOException;
import java.nio.file.Files;
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
    Files.writeString(directory.resolve("not-executable"), "#!/bin/sh\n");
    executable("program", "#!/bin/sh\necho found\n");
    executable("missing-interpreter", "#!/no/such/interpreter\n");
    Files.copy(Path.of("/bin/true"), directory.resolve("busy"));
    Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
    Files.createSymbolicLink(directory.resolve("broken-link"), Path.of("nowhere"));
  }

  private void executable(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, text);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + file);
    }
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
