package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointTest {
  private static CollectorSettings settings(String... namesAndValues) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      variables.put("OTEL_EXPORTER_OTLP_" + namesAndValues[i], namesAndValues[i + 1]);
    }
    return new CollectorSettings(variables);
  }

  @Test
  void addressHasItsPortAndPath() throws Exception {
    assertEquals("http://a:80/v1/logs", Endpoint.of("http://a").toString());
    assertEquals("https://a:443/b/v1/logs", Endpoint.of("https://a/b/").toString());
    assertEquals("http://a:4318/v1/logs", Endpoint.of("http://a:4318/v1/logs").toString());
    assertEquals("http://a:80/", Endpoint.ofLogs("http://a").toString());
    assertEquals("http://a:80/x", Endpoint.ofLogs("http://a/x").toString());
  }

  @Test
  void addressOfIpv6KeepsItsBrackets() throws Exception {
    Endpoint endpoint = Endpoint.of("http://[::1]:4318");
    assertEquals("::1", endpoint.host);
    assertEquals("[::1]:4318", endpoint.authority());
  }

  @Test
  void otherTextsAreNoAddresses() {
    for (String text :
        new String[] {
          "a:4318", "ftp://a", "http:///x", "http://me:pw@a", "http://a:70000", "http://a b"
        }) {
      assertThrows(IOException.class, () -> Endpoint.of(text), text);
    }
  }

  @Test
  void variablesForLogsWinOverThoseForAll() throws Exception {
    assertEquals(5, settings("LOGS_TIMEOUT", "5", "TIMEOUT", "7").timeoutMillis());
    assertEquals(7, settings("TIMEOUT", "7").timeoutMillis());
    assertEquals(10_000, settings("TIMEOUT", "0").timeoutMillis());
    assertEquals(
        "/logs", settings("LOGS_CERTIFICATE", "/logs", "CERTIFICATE", "/all").certificates());
    assertEquals(
        "http://logs:80/",
        settings("LOGS_ENDPOINT", "http://logs", "ENDPOINT", "http://all").endpoint().toString());
    assertEquals("http://all:80/v1/logs", settings("ENDPOINT", "http://all").endpoint().toString());
    assertEquals("http://localhost:4318/v1/logs", settings().endpoint().toString());
  }
}
