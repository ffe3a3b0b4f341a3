package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import io.procex.agent.record.Resource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records by TLS go to the collector that is meant, or nowhere. */
@Timeout(60)
class OtlpTlsTest {
  @TempDir Path directory;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, String> variables = new HashMap<>();

  /** Sends one record, and returns how many arrive. */
  private int send(OwnCertificate certificate) throws Exception {
    try (FakeCollector collector =
        new FakeCollector(certificate.serverSocket(), FakeCollector.OK)) {
      OtlpSink sink =
          new OtlpSink(
              "otlp",
              collector.address(),
              new CollectorSettings(variables),
              Resource::new,
              complaints::add);
      sink.write(new Record(Event.LAUNCH, Instant.EPOCH).put(Field.PID, 7));
      sink.flush();
      sink.close();
      int arrived = collector.bodies.size();
      assertEquals(1 - arrived, sink.takeLost());
      return arrived;
    }
  }

  private void assertRefused() {
    assertEquals(2, complaints.size(), complaints.toString());
    assertTrue(
        complaints.get(0).startsWith("records for otlp wait: javax.net.ssl.SSL"),
        complaints.get(0));
    assertEquals("1 records were not sent to otlp", complaints.get(1));
  }

  @Test
  void certificateInTheFileIsTrusted() throws Exception {
    OwnCertificate certificate = new OwnCertificate(directory, "IP:127.0.0.1");
    variables.put("OTEL_EXPORTER_OTLP_CERTIFICATE", certificate.pem.toString());
    assertEquals(1, send(certificate));
    assertEquals(Collections.emptyList(), complaints);
  }

  @Test
  void certificateThatNobodyHasSignedIsNotTrusted() throws Exception {
    assertEquals(0, send(new OwnCertificate(directory, "IP:127.0.0.1")));
    assertRefused();
  }

  @Test
  void certificateOfAnotherHostIsNotTrusted() throws Exception {
    OwnCertificate certificate = new OwnCertificate(directory, "DNS:collector.example");
    variables.put("OTEL_EXPORTER_OTLP_CERTIFICATE", certificate.pem.toString());
    assertEquals(0, send(certificate));
    assertRefused();
  }

  @Test
  void fileWithoutCertificateIsNamed() throws Exception {
    OwnCertificate certificate = new OwnCertificate(directory, "IP:127.0.0.1");
    variables.put("OTEL_EXPORTER_OTLP_CERTIFICATE", directory.resolve("gone.pem").toString());
    assertEquals(0, send(certificate));
    assertTrue(complaints.get(0).contains("gone.pem"), complaints.toString());
  }
}
