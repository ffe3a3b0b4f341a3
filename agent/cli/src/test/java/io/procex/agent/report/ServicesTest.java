package io.procex.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.procex.agent.record.Field;
import io.procex.agent.record.Resource;
import io.procex.agent.record.ResourceField;
import java.io.IOException;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServicesTest {
  private final Findings findings = new Findings();

  private static Resource jvm(String id, String service) {
    return new Resource()
        .put(ResourceField.JVM_ID, id)
        .put(ResourceField.SERVICE_NAME, service)
        .put(ResourceField.SERVICE_VERSION, "1.2");
  }

  /** Of a container, in which the JVM has the pid 1. */
  private static Map<Field, Object> record(String event, String child, String program) {
    Map<Field, Object> record = new EnumMap<>(Field.class);
    record.put(Field.EVENT, event);
    record.put(Field.PARENT_PID, 1L);
    record.put(Field.PID, 5L);
    record.put(Field.ID, child);
    record.put(Field.EXECUTABLE, program);
    record.put(Field.NAME, program.substring(program.lastIndexOf('/') + 1));
    return record;
  }

  private static Map<Field, Object> with(Map<Field, Object> record, Field field, Object value) {
    record.put(field, value);
    return record;
  }

  private static Map<Field, Object> exit(String child, long life) {
    return with(record("exit", child, "/bin/sh"), Field.LIFE, life);
  }

  private String json() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      FindingsJson.write(json, findings);
      json.writeEndObject();
    }
    return text.toString();
  }

  @Test
  void processesOfTwoHostsWithTheSamePidsAreNotMixedUp() {
    findings.add(record("launch", "a", "/bin/sh"), jvm("host-1", "shop"));
    findings.add(record("launch", "b", "/bin/sh"), jvm("host-2", "shop"));
    findings.add(exit("a", 7), jvm("host-1", "shop"));
    assertEquals(2, findings.jvms.size());
    assertEquals(1, findings.children.livingCount());
  }

  @Test
  void exitThatIsReadBeforeItsLaunchEndsTheChild() {
    findings.add(exit("a", 7), jvm("host-1", "shop"));
    findings.add(record("launch", "a", "/bin/sh"), jvm("host-1", "shop"));
    assertEquals(0, findings.children.livingCount());
  }

  @Test
  void jsonHasTheFiveAnswers() throws Exception {
    Resource shop = jvm("host-1", "shop");
    Map<Field, Object> shell =
        with(record("launch", "a", "/bin/sh"), Field.FUNCTION, "com.shop.Backup.run");
    findings.add(with(shell, Field.DESCRIPTORS_INHERITABLE, 3L), shop);
    findings.add(record("launch", "b", "/bin/cat"), new Resource());
    findings.add(exit("a", 7), shop);
    findings.add(exit("c", 5), shop);
    findings.add(with(record("launch-failed", null, "/bin/no"), Field.ERROR, "ENOENT"), shop);
    String json = json();
    for (String part :
        new String[] {
          "\"shells\":[{\"service\":\"shop\",\"caller\":\"com.shop.Backup.run\","
              + "\"program\":\"/bin/sh\",\"launches\":1}]",
          "\"failures\":[{\"program\":\"no\",\"error\":\"ENOENT\",\"service\":\"shop\","
              + "\"version\":\"1.2\",\"failures\":1}]",
          "\"slowest\":[{\"program\":\"sh\",\"children\":2,\"most\":7,\"total\":12}]",
          "\"noExit\":[{\"service\":\"-\",\"program\":\"cat\",\"children\":1}]",
          "\"leaks\":[{\"service\":\"shop\",\"launches\":1,\"most\":3,\"total\":3}]",
          "\"noExitIsComplete\":true"
        }) {
      assertTrue(json.contains(part), part + " in " + json);
    }
  }

  @Test
  void summaryShowsServicesOnlyIfARecordNamesOne() {
    findings.add(record("launch", "a", "/bin/sh"), new Resource());
    assertFalse(Summary.of(findings).contains("service"), Summary.of(findings));
    findings.add(exit("a", 1_500_000_000L), jvm("host-1", "shop"));
    assertTrue(Summary.of(findings).contains("1.500 s, 1.500 s  sh"), Summary.of(findings));
    assertTrue(Summary.of(findings).contains("1  -  -  /bin/sh"), Summary.of(findings));
  }

  @Test
  void groupsBeyondTheLimitAreOthersAndMoreChildrenThanFitAreSaid() throws Exception {
    for (int i = 0; i < 20_001; i++) {
      Map<Field, Object> launch = record("launch", "child " + i, "/bin/sh");
      findings.add(with(launch, Field.FUNCTION, "caller " + i), jvm("host-1", "shop"));
    }
    assertEquals(5001, findings.services.shells.byCount().size());
    assertEquals(15_001, findings.services.shells.byCount().get(0).count);
    assertTrue(Summary.of(findings).contains("at least 20000 children"), Summary.of(findings));
    assertTrue(json().contains("\"noExitIsComplete\":false"));
  }
}
