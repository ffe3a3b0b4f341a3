package io.procex.it;

import io.procex.hosts.ObserveRedirects;
import io.procex.hosts.ObserveStreams;
import io.procex.it.support.Jdk;
import io.procex.it.support.Parity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pipes, files and inherited streams work as they do without the agent. */
class StreamParityIT {
  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void childAnswersLineByLine(Jdk jdk) throws Exception {
    Parity.check(jdk, ObserveStreams.class, "echo");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void largeOutputOfBothStreamsArrivesWhole(Jdk jdk) throws Exception {
    Parity.check(jdk, ObserveStreams.class, "large");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void closedStreamsEndBothWays(Jdk jdk) throws Exception {
    Parity.check(jdk, ObserveStreams.class, "end");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void redirectedStreamsReachTheirFiles(Jdk jdk) throws Exception {
    Parity.check(jdk, ObserveRedirects.class, directory.toString());
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#since9")
  void pipelineConnectsItsStages(Jdk jdk) throws Exception {
    Parity.check(jdk, ObserveStreams.class, "pipeline");
  }
}
