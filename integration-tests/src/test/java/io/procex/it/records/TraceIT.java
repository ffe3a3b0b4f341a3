package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Launch;
import io.procex.hosts.LaunchInContext;
import io.procex.hosts.LaunchInSpan;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A record knows the trace that its launch belongs to, whoever keeps it. */
@Execution(ExecutionMode.CONCURRENT)
class TraceIT {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  /** OpenTelemetry's agent does not instrument what is newer. */
  private static final int NEWEST_FOR_THEIR_AGENT = 26;

  @TempDir Path directory;

  private HostJvm host(Jdk jdk, String... libraries) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, "log=" + directory.resolve("log"));
    for (String library : libraries) {
      host.library(Artifacts.library(library));
    }
    return host;
  }

  private void check(Result result) throws Exception {
    result.assertLaunchedByCore(2);
    List<Map<String, Object>> launches = RecordLog.read(directory.resolve("log")).events("launch");
    assertNull(launches.get(0).get("trace_id"));
    assertEquals(TRACE, launches.get(1).get("trace_id"), launches.toString());
    assertEquals(SPAN, launches.get(1).get("span_id"));
  }

  @OnOneJdk
  void spanOfTheApplicationIsFound(Jdk jdk) throws Exception {
    check(
        host(jdk, "opentelemetry-api", "opentelemetry-context", "opentelemetry-common")
            .run(LaunchInSpan.class, TRACE, SPAN));
  }

  @OnOneJdk
  void contextOfTheLoggerIsFound(Jdk jdk) throws Exception {
    check(host(jdk, "slf4j-api", "slf4j-jdk14").run(LaunchInContext.class, TRACE, SPAN));
  }

  /** Its agent keeps the spans of applications too, under a name of its own. */
  @OnOneJdk
  void spanIsFoundBesideTheAgentOfOpenTelemetry(Jdk jdk) throws Exception {
    assumeTrue(jdk.feature() <= NEWEST_FOR_THEIR_AGENT, "their agent does not know this JDK");
    assumeTrue(jdk.feature() > 8, "OpenTelemetryIT starts their agent there, which takes 40 s");
    check(
        host(jdk, "opentelemetry-api", "opentelemetry-context", "opentelemetry-common")
            .jvm("-javaagent:" + Artifacts.otherAgent("opentelemetry"))
            .jvm("-Dotel.traces.exporter=none", "-Dotel.metrics.exporter=none")
            .jvm("-Dotel.logs.exporter=none", "-Dotel.javaagent.logging=none")
            .run(LaunchInSpan.class, TRACE, SPAN));
  }

  @OnOneJdk
  void nothingIsLoadedToFindOut(Jdk jdk) throws Exception {
    Result result =
        host(jdk, "opentelemetry-api", "slf4j-api")
            .jvm("-verbose:class")
            .run(Launch.class, "/bin/true");
    assertEquals(
        0,
        result
            .out()
            .lines()
            .filter(line -> line.matches(".*(opentelemetry\\.api|slf4j)\\..*"))
            .count(),
        result.toString());
  }
}
