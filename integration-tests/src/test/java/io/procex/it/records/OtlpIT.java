package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.procex.hosts.LaunchFast;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The built jar sends to a collector what it writes into a file of the same protocol. */
class OtlpIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private final List<JsonNode> records = Collections.synchronizedList(new ArrayList<>());
  private final List<String> services = Collections.synchronizedList(new ArrayList<>());
  private HttpServer collector;
  private volatile int status = 200;

  @BeforeEach
  void startCollector() throws Exception {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/v1/logs", this::take);
    collector.start();
  }

  @AfterEach
  void stopCollector() {
    collector.stop(0);
  }

  private void take(HttpExchange request) throws IOException {
    try (InputStream in = new GZIPInputStream(request.getRequestBody())) {
      keep(JSON.readTree(in));
    }
    request.sendResponseHeaders(status, -1);
    request.close();
  }

  private void keep(JsonNode logs) {
    JsonNode group = logs.path("resourceLogs").path(0);
    for (JsonNode attribute : group.path("resource").path("attributes")) {
      if (attribute.path("key").asText().equals("service.name")) {
        services.add(attribute.path("value").path("stringValue").asText());
      }
    }
    group.path("scopeLogs").path(0).path("logRecords").forEach(records::add);
  }

  private String address() {
    return "otlp:http://127.0.0.1:" + collector.getAddress().getPort();
  }

  private static long count(List<JsonNode> records, String event) {
    return records.stream().filter(r -> r.path("eventName").asText().equals(event)).count();
  }

  @OnSomeJdks
  void collectorAndFileGetEachRecord(Jdk jdk) throws Exception {
    Path log = directory.resolve("log");
    Result result =
        HostJvm.withAgent(jdk, "log=" + log + "+" + address(), "log.format=otlp")
            .env("OTEL_SERVICE_NAME", "shop")
            .run(LaunchFast.class, "2", "100");
    assertEquals("", result.err());
    assertEquals("100 shared-table, 100 failed, 0 fallbacks", result.line("agent "));
    for (String event : List.of("procex.launch", "procex.launch-failed", "procex.exit")) {
      assertEquals(100, count(records, event), event);
    }
    assertTrue(services.stream().allMatch("shop"::equals), services.toString());
    List<JsonNode> sent = List.copyOf(records);
    records.clear();
    for (String line : Files.readAllLines(log)) {
      keep(JSON.readTree(line));
    }
    assertEquals(count(sent, "procex.launch"), count(records, "procex.launch"));
    assertEquals(count(sent, "procex.exit"), count(records, "procex.exit"));
  }

  @OnSomeJdks
  void applicationDoesNotNoticeThatTheCollectorRefuses(Jdk jdk) throws Exception {
    status = 400;
    Result result = HostJvm.withAgent(jdk, "log=" + address()).run(LaunchFast.class, "1", "10");
    assertEquals("", result.err());
    assertEquals(0, result.exitCode());
    assertEquals("5 shared-table, 5 failed, 0 fallbacks", result.line("agent "));
    assertEquals(5, count(records, "procex.launch"));
  }

  @OnSomeJdks
  void applicationDoesNotNoticeThatNoCollectorIsThere(Jdk jdk) throws Exception {
    String address = address();
    stopCollector();
    Result result = HostJvm.withAgent(jdk, "log=" + address).run(LaunchFast.class, "1", "10");
    assertEquals("", result.err());
    assertEquals(0, result.exitCode());
    assertEquals("5 shared-table, 5 failed, 0 fallbacks", result.line("agent "));
  }
}
