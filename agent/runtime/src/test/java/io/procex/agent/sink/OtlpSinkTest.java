package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import io.procex.agent.record.Resource;
import io.procex.agent.record.ResourceField;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OtlpSinkTest {
  private static final Resource RESOURCE = new Resource().put(ResourceField.HOST_NAME, "h");

  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, String> variables = new HashMap<>();

  private OtlpSink sink(String address) {
    return new OtlpSink(
        "otlp:" + address,
        address,
        new CollectorSettings(variables),
        () -> RESOURCE,
        complaints::add);
  }

  private static Record record(int pid) {
    return new Record(Event.LAUNCH, Instant.EPOCH).put(Field.PID, pid);
  }

  private static List<LogRecord> parse(String body) throws Exception {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    JsonFormat.parser().merge(body, request);
    assertEquals(1, request.getResourceLogsCount());
    assertEquals(
        "host.name",
        request.getResourceLogs(0).getResource().getAttributes(1).getKey(),
        request.toString());
    return request.getResourceLogs(0).getScopeLogs(0).getLogRecordsList();
  }

  @Test
  void recordsThatComeAtOnceAreOneRequestOfTheProtocol() throws Exception {
    try (FakeCollector collector = new FakeCollector(FakeCollector.OK)) {
      OtlpSink sink = sink(collector.address());
      for (int i = 0; i < 3; i++) {
        sink.write(record(i));
      }
      sink.flush();
      assertEquals(1, collector.bodies.size());
      assertEquals(3, parse(collector.bodies.remove()).size());
      String head = collector.heads.remove();
      assertTrue(head.startsWith("POST /v1/logs HTTP/1.1\r\nHost: 127.0.0.1:"), head);
      assertTrue(head.contains("\r\nContent-Type: application/json\r\n"), head);
      assertTrue(head.contains("\r\nContent-Encoding: gzip\r\n"), head);
      assertEquals(Collections.emptyList(), complaints);
      assertEquals(0, sink.takeLost());
    }
  }

  @Test
  void manyAreSeveralRequestsAndNoneIsSentTwice() throws Exception {
    try (FakeCollector collector = new FakeCollector(FakeCollector.OK)) {
      OtlpSink sink = sink(collector.address());
      for (int i = 0; i < 1000; i++) {
        sink.write(record(i));
      }
      sink.flush();
      long pid = 0;
      for (String body : collector.bodies) {
        for (LogRecord record : parse(body)) {
          assertEquals(pid++, record.getAttributes(0).getValue().getIntValue());
        }
      }
      assertEquals(1000, pid);
    }
  }

  @Test
  void headersAndCompressionAreThoseOfOpenTelemetrysVariables() throws Exception {
    variables.put("OTEL_EXPORTER_OTLP_HEADERS", "api-key=of all, x=1%2C2");
    variables.put("OTEL_EXPORTER_OTLP_COMPRESSION", "none");
    try (FakeCollector collector = new FakeCollector(FakeCollector.OK)) {
      variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address() + "/base/");
      OtlpSink sink = sink("");
      sink.write(record(1));
      sink.flush();
      String head = collector.heads.remove();
      assertTrue(head.startsWith("POST /base/v1/logs HTTP/1.1\r\n"), head);
      assertTrue(head.contains("\r\napi-key: of all\r\nx: 1,2\r\n"), head);
      assertFalse(head.contains("gzip"), head);
      variables.put("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", collector.address() + "/logs");
      variables.put("OTEL_EXPORTER_OTLP_LOGS_HEADERS", "k=v");
      sink = sink("");
      sink.write(record(1));
      sink.flush();
      head = collector.heads.remove();
      assertTrue(head.startsWith("POST /logs HTTP/1.1\r\n"), head);
      assertTrue(head.contains("\r\nk: v\r\n") && !head.contains("api-key"), head);
    }
  }

  @Test
  void answersThatAskForPatienceKeepTheRecords() throws Exception {
    for (String status : new String[] {"429 Slow", "502 Bad", "503 Gone", "504 Late"}) {
      complaints.clear();
      String answer = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
      try (FakeCollector collector = new FakeCollector(answer, FakeCollector.OK)) {
        OtlpSink sink = sink(collector.address());
        sink.write(record(1));
        sink.flush();
        assertEquals(1, complaints.size(), status);
        sink.flush(); // not again at once
        assertEquals(1, collector.bodies.size(), status);
        sink.close();
        assertEquals(2, collector.bodies.size(), status);
        assertTrue(complaints.get(1).endsWith(" works again"), complaints.toString());
        assertEquals(0, sink.takeLost());
      }
    }
  }

  @Test
  void answersThatRefuseLoseTheRecordsAndSaySoOnce() throws Exception {
    for (String status : new String[] {"400 Bad", "401 Who", "404 Where", "500 Oh", "301 There"}) {
      complaints.clear();
      String answer = "HTTP/1.1 " + status + "\r\nLocation: http://x/\r\nContent-Length: 0\r\n\r\n";
      try (FakeCollector collector = new FakeCollector(answer)) {
        OtlpSink sink = sink(collector.address());
        for (int i = 0; i < 3; i++) {
          sink.write(record(i));
          sink.flush();
        }
        assertEquals(3, sink.takeLost(), status);
        assertEquals(0, sink.takeLost(), status);
        assertEquals(1, complaints.size(), complaints.toString());
        assertTrue(complaints.get(0).endsWith("it answers " + status.substring(0, 3)));
      }
    }
  }

  @Test
  void partOfARequestMayBeRefused() throws Exception {
    String body =
        "{\"partialSuccess\":{\"rejectedLogRecords\":\"2\",\"errorMessage\":\"too old\"}}";
    String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    answer += Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    try (FakeCollector collector = new FakeCollector(answer)) {
      OtlpSink sink = sink(collector.address());
      sink.write(record(1));
      sink.flush();
      assertEquals(2, sink.takeLost());
      assertTrue(complaints.get(0).contains("2 records"), complaints.toString());
      assertTrue(complaints.get(0).endsWith("it says: too old"), complaints.toString());
    }
  }

  @Test
  void halfAnAnswerIsNone() throws Exception {
    for (String half :
        new String[] {
          "",
          "HTTP/1.1 2",
          "HTTP/1.1 200 OK\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
          "SSH-2.0-x\r\n\r\n"
        }) {
      complaints.clear();
      try (FakeCollector collector = new FakeCollector(half)) {
        OtlpSink sink = sink(collector.address());
        sink.write(record(1));
        sink.flush();
        assertEquals(1, complaints.size(), half);
        assertTrue(complaints.get(0).startsWith("records for otlp:http://127.0.0.1"));
        assertEquals(0, sink.takeLost());
        sink.close();
        assertEquals(1, sink.takeLost());
      }
    }
  }

  @Test
  void serverThatDoesNotAnswerIsGivenUp() throws Exception {
    variables.put("OTEL_EXPORTER_OTLP_TIMEOUT", "200");
    try (FakeCollector collector = new FakeCollector()) {
      OtlpSink sink = sink(collector.address());
      sink.write(record(1));
      sink.flush();
      assertTrue(complaints.get(0).contains("SocketTimeoutException"), complaints.toString());
    }
  }

  @Test
  void memoryIsBoundedWhileNobodyAnswers() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    OtlpSink sink = sink("http://127.0.0.1:" + port);
    for (int i = 0; i < 16 * 1024; i++) {
      sink.write(record(i));
    }
    assertThrows(RecordLostException.class, () -> sink.write(record(1)));
    sink.close();
    assertEquals(16 * 1024, sink.takeLost());
    assertEquals(2, complaints.size(), complaints.toString());
    assertTrue(complaints.get(1).startsWith("16384 records were not sent to "));
  }

  @Test
  void wrongSettingsAreNamedWithoutTheirSecrets() {
    for (String wrong :
        new String[] {
          "a:b", "http:///x", "ftp://h/", "http://u:p@h/", "http://[/", "http://h:65536/"
        }) {
      assertThrows(IllegalArgumentException.class, () -> sink(wrong), wrong);
    }
    for (String wrong :
        new String[] {"secret", "a=s\u00e4cret", "=secret", "a=%0asecret", "a b=c"}) {
      variables.put("OTEL_EXPORTER_OTLP_HEADERS", wrong);
      IOException e =
          assertThrows(IOException.class, () -> new CollectorSettings(variables).headers(), wrong);
      assertFalse(e.getMessage().contains("cret"), e.getMessage());
    }
  }
}
