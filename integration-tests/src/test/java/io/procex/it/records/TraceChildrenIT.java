package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.ContinueTrace;
import io.procex.hosts.LaunchTraced;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A trace goes on in the children that are launched within it, if that is asked for. */
@Execution(ExecutionMode.CONCURRENT)
class TraceChildrenIT {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";
  private static final String BAGGAGE = "user=alice%20and%20bob";

  /** OpenTelemetry's agent does not instrument what is newer. */
  private static final int NEWEST_FOR_THEIR_AGENT = 26;

  private static HostJvm host(Jdk jdk, String... options) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, options);
    for (String library : List.of("api", "context", "common")) {
      host.library(Artifacts.library("opentelemetry-" + library));
    }
    return host;
  }

  @OnOneJdk
  void childGetsTheTraceUnlessTheApplicationHasGivenItOne(Jdk jdk) throws Exception {
    Result result = host(jdk, "trace.children=env").run(LaunchTraced.class, TRACE, SPAN);
    assertEquals("", result.err());
    result.assertLaunchedByCore(6);
    assertEquals("none none none", result.line("outside "));
    assertEquals(PARENT + " vendor=x " + BAGGAGE, result.line("inside "));
    assertEquals(PARENT + " vendor=x " + BAGGAGE, result.line("of-its-own "));
    assertEquals("mine none " + BAGGAGE, result.line("given "));
    assertEquals(PARENT + " none " + BAGGAGE, result.line("without-state "));
    assertEquals(PARENT + " vendor=x none", result.line("overlong "));
  }

  @OnOneJdk
  void traceReplacesTheOneThatTheJvmWasStartedIn(Jdk jdk) throws Exception {
    Result result =
        host(jdk, "trace.children=env", "UMask=077", "UnsetEnvironment=BAGGAGE")
            .env("TRACEPARENT", "old")
            .env("TRACESTATE", "old")
            .run(LaunchTraced.class, TRACE, SPAN);
    assertEquals("old old none", result.line("outside "));
    assertEquals(PARENT + " vendor=x none", result.line("inside "));
    assertEquals("mine old none", result.line("given "));
    assertEquals(PARENT + " none none", result.line("without-state "));
  }

  @OnOneJdk
  void childHasNoTraceByDefault(Jdk jdk) throws Exception {
    Result result = host(jdk).run(LaunchTraced.class, TRACE, SPAN);
    assertEquals("none none none", result.line("inside "));
  }

  @OnOneJdk
  void oneTraceGoesThroughJvmShellAndJvm(Jdk jdk) throws Exception {
    assumeTrue(jdk.feature() <= NEWEST_FOR_THEIR_AGENT, "their agent does not know this JDK");
    assumeTrue(jdk.feature() > 8, "OpenTelemetryIT starts their agent there, which takes 40 s");
    List<String> theirs =
        List.of(
            "-javaagent:" + Artifacts.otherAgent("opentelemetry"),
            "-Dotel.traces.exporter=none",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none",
            "-Dotel.javaagent.logging=none");
    String child =
        "\"$JAVA\" "
            + String.join(" ", theirs)
            + " -cp \"$CLASSES\" "
            + ContinueTrace.class.getName();
    Result result =
        host(jdk, "trace.children=env")
            .jvm(theirs.toArray(new String[0]))
            .env("JAVA", jdk.java().toString())
            .env("CLASSES", classes())
            .run(ContinueTrace.class, child);
    List<String> traces = printed(result, "trace ");
    assertEquals(2, traces.size(), result.toString());
    assertEquals(traces.get(0), traces.get(1));
    assertNotEquals("0".repeat(32), traces.get(0));
    assertEquals(printed(result, "span ").get(0), printed(result, "above ").get(1));
  }

  private static String classes() throws Exception {
    return Artifacts.hosts()
        + ":"
        + Artifacts.library("opentelemetry-api")
        + ":"
        + Artifacts.library("opentelemetry-context")
        + ":"
        + Artifacts.library("opentelemetry-common");
  }

  private static List<String> printed(Result result, String start) {
    return result
        .out()
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .collect(Collectors.toList());
  }
}
