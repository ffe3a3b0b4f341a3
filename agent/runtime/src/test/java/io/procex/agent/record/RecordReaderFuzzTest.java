package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.procex.agent.fuzz.FuzzInput;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Any text as a line of a log. */
class RecordReaderFuzzTest {
  private final RecordReader reader = new RecordReader();

  @FuzzTest
  void lineIsARecordOrRefused(byte[] data) {
    List<Map<Field, Object>> records;
    try {
      records = reader.read(FuzzInput.text(data));
    } catch (IOException refused) {
      return;
    }
    assertFalse(records.isEmpty());
    for (Map<Field, Object> record : records) {
      assertTrue(record.containsKey(Field.EVENT));
      record.forEach((field, value) -> assertTrue(isOf(field.type(), value), field + ": " + value));
    }
  }

  private static boolean isOf(Field.Type type, Object value) {
    if (type == Field.Type.INTEGER) {
      return value instanceof Long;
    }
    return type == Field.Type.STRINGS ? value instanceof List : value instanceof String;
  }
}
