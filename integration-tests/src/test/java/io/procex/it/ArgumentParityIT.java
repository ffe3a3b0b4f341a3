package io.procex.it;

import io.procex.hosts.ObserveArguments;
import io.procex.hosts.ObserveEnvironment;
import io.procex.hosts.ObserveRuntimeExec;
import io.procex.it.support.Jdk;
import io.procex.it.support.Parity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A child gets the arguments, environment and directory that it gets without the agent. */
@Execution(ExecutionMode.CONCURRENT)
class ArgumentParityIT {
  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void spacesQuotesAndEmptyArgumentsArriveAsTheyAre(Jdk jdk) throws Exception {
    Parity.check(jdk, ObserveArguments.class, "quoting");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void nonAsciiArgumentsAreEncodedAlikeInUtf8(Jdk jdk) throws Exception {
    Parity.check(jdk, host -> host.env("LC_ALL", "C.UTF-8"), ObserveArguments.class, "non-ascii");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void nonAsciiArgumentsAreEncodedAlikeInTheCLocale(Jdk jdk) throws Exception {
    Parity.check(jdk, host -> host.env("LC_ALL", "C"), ObserveArguments.class, "non-ascii");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void hugeArgumentsFailAlike(Jdk jdk) throws Exception {
    Parity.check(jdk, ObserveArguments.class, "sizes");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void environmentAndDirectoryArriveAsTheyAre(Jdk jdk) throws Exception {
    Parity.check(jdk, ObserveEnvironment.class, directory.toString());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void runtimeExecBehavesAlikeInAllItsForms(Jdk jdk) throws Exception {
    Parity.check(jdk, ObserveRuntimeExec.class, directory.toString());
  }
}
