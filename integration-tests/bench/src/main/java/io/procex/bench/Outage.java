package io.procex.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.procex.bench.host.OutageHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** A JVM whose records go nowhere, until a collector of the driver's own takes them. */
final class Outage implements Contender {
  private static final int RATE = 100;
  private static final int PATIENCE_SECONDS = 60; // the agent tries again every thirty

  private final JavaHome java;
  private final Path agentJar;
  private final int launches;
  private final CountDownLatch toCome;
  private long lost;

  Outage(JavaHome java, Path agentJar, int seconds) {
    this.java = java;
    this.agentJar = agentJar;
    this.launches = seconds * RATE;
    this.toCome = new CountDownLatch(launches);
  }

  @Override
  public Subject subject() {
    return new Subject(java.version(), launches + " launches", "otlp");
  }

  @Override
  public Map<Metric, Samples> measure() throws IOException, InterruptedException {
    int port = freePort();
    String options = "=log=otlp:http://127.0.0.1:" + port;
    Process host =
        java.jvm(
                Collections.singletonList("-javaagent:" + agentJar + options),
                OutageHost.class,
                Integer.toString(launches),
                Integer.toString(RATE))
            .redirectError(Redirect.INHERIT)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(host.getInputStream(), StandardCharsets.UTF_8));
    Map<Metric, Samples> batch = new EnumMap<>(MetricLines.read(lines));
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    collector.createContext("/v1/logs", this::take);
    collector.start();
    boolean complete = toCome.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    host.getOutputStream().close(); // it may end now
    host.waitFor();
    collector.stop(0);
    batch.put(Metric.TOLD_LOST, Samples.of((double) lost));
    batch.put(Metric.LOST, Samples.of(complete ? 0.0 : (double) toCome.getCount()));
    return batch;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void take(HttpExchange request) throws IOException {
    try (InputStream in = new GZIPInputStream(request.getRequestBody())) {
      for (JsonNode record : new ObjectMapper().readTree(in).findValue("logRecords")) {
        count(record);
      }
    }
    request.sendResponseHeaders(200, -1);
    request.close();
  }

  private void count(JsonNode record) {
    String event = record.get("eventName").asText();
    long records = event.equals("procex.launch-failed") ? 1 : 0;
    for (JsonNode attribute : record.get("attributes")) {
      if (attribute.get("key").asText().equals("procex.dropped")) {
        records = attribute.findValue("intValue").asLong();
        lost += records;
      }
    }
    for (long i = 0; i < records; i++) {
      toCome.countDown();
    }
  }
}
