package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Lines in otlp, read by the classes that OpenTelemetry publishes for its protocol. */
class OtlpFormatTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000, 123_456_789);
  private static final Pattern ID = Pattern.compile("\"(traceId|spanId)\":\"([0-9a-f]+)\"");

  /** Fails for any name that the protocol does not have, and for a value of another type. */
  private static LogsData parse(String line) throws Exception {
    LogsData.Builder data = LogsData.newBuilder();
    JsonFormat.parser().merge(withProtobufsIds(line), data);
    return data.build();
  }

  /** OTLP has ids in hexadecimal, the one difference from protobuf's own JSON, which has base64. */
  private static String withProtobufsIds(String line) {
    Matcher id = ID.matcher(line);
    StringBuffer text = new StringBuffer();
    while (id.find()) {
      byte[] bytes = new byte[id.group(2).length() / 2];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) Integer.parseInt(id.group(2).substring(2 * i, 2 * i + 2), 16);
      }
      String base64 = Base64.getEncoder().encodeToString(bytes);
      id.appendReplacement(text, "\"" + id.group(1) + "\":\"" + base64 + "\"");
    }
    return id.appendTail(text).toString();
  }

  private static String encode(Record record, Resource resource) throws Exception {
    return new String(Format.named("otlp", () -> resource).encode(record), StandardCharsets.UTF_8);
  }

  private static LogRecord only(LogsData data) {
    ResourceLogs logs = data.getResourceLogs(0);
    assertEquals(1, data.getResourceLogsCount() * logs.getScopeLogsCount());
    assertEquals("io.procex.agent", logs.getScopeLogs(0).getScope().getName());
    assertEquals(1, logs.getScopeLogs(0).getLogRecordsCount());
    return logs.getScopeLogs(0).getLogRecords(0);
  }

  private static AnyValue value(List<KeyValue> attributes, String key) {
    List<AnyValue> found = new ArrayList<>();
    for (KeyValue attribute : attributes) {
      if (attribute.getKey().equals(key)) {
        found.add(attribute.getValue());
      }
    }
    assertEquals(1, found.size(), key + " in " + attributes);
    return found.get(0);
  }

  private static Record launch() {
    return new Record(Event.LAUNCH, TIME)
        .put(Field.PID, 4_000_000_000L)
        .put(Field.EXECUTABLE, "/bin/a \u00e4\"\u202e")
        .put(Field.ARGUMENTS, Arrays.asList("a", "", "\u0000b\n"))
        .put(Field.TRACE_ID, TRACE)
        .put(Field.SPAN_ID, SPAN);
  }

  @Test
  void lineIsOneLogsData() throws Exception {
    String line = encode(launch(), new Resource());
    assertTrue(line.endsWith("}\n") && line.indexOf('\n') == line.length() - 1, line);
    LogRecord record = only(parse(line));
    assertEquals(1_700_000_000_123_456_789L, record.getTimeUnixNano());
    assertTrue(record.getObservedTimeUnixNano() > record.getTimeUnixNano());
    assertEquals("procex.launch", record.getEventName());
    assertEquals(SeverityNumber.SEVERITY_NUMBER_INFO, record.getSeverityNumber());
    assertEquals("launch /bin/a \u00e4\"\u202e", record.getBody().getStringValue());
    assertEquals(16, record.getTraceId().size());
    assertEquals(8, record.getSpanId().size());
  }

  @Test
  void valuesKeepTheirTypes() throws Exception {
    List<KeyValue> attributes = only(parse(encode(launch(), new Resource()))).getAttributesList();
    assertEquals(4_000_000_000L, value(attributes, "process.pid").getIntValue());
    AnyValue arguments = value(attributes, "process.command_args");
    assertEquals(3, arguments.getArrayValue().getValuesCount());
    assertEquals("\u0000b\n", arguments.getArrayValue().getValues(2).getStringValue());
    assertEquals(
        "/bin/a \u00e4\"\u202e", value(attributes, "process.executable.path").getStringValue());
  }

  @Test
  void idsThatAreNoneOfTheProtocolsAreLeftOut() throws Exception {
    Record record =
        new Record(Event.LAUNCH, TIME).put(Field.TRACE_ID, "my-trace").put(Field.SPAN_ID, "7");
    LogRecord read = only(parse(encode(record, new Resource())));
    assertEquals(0, read.getTraceId().size() + read.getSpanId().size());
  }

  @Test
  void severitiesAreThoseOfTheProtocol() throws Exception {
    for (Event event : Event.values()) {
      LogRecord read = only(parse(encode(new Record(event, TIME), new Resource())));
      assertEquals("SEVERITY_NUMBER_" + read.getSeverityText(), read.getSeverityNumber().name());
    }
  }

  @Test
  void resourceIsTheJvm() throws Exception {
    Resource resource =
        new Resource()
            .put(ResourceField.HOST_NAME, "h")
            .put(ResourceField.JVM_PID, "12")
            .put("team", "a,\u00e4");
    LogsData data = parse(encode(launch(), resource));
    List<KeyValue> attributes = data.getResourceLogs(0).getResource().getAttributesList();
    assertEquals("unknown_service:java", value(attributes, "service.name").getStringValue());
    assertEquals("h", value(attributes, "host.name").getStringValue());
    assertEquals(12, value(attributes, "process.pid").getIntValue());
    assertEquals("a,\u00e4", value(attributes, "team").getStringValue());
    resource.put(ResourceField.SERVICE_NAME, "shop");
    attributes =
        parse(encode(launch(), resource)).getResourceLogs(0).getResource().getAttributesList();
    assertEquals("shop", value(attributes, "service.name").getStringValue());
  }
}
