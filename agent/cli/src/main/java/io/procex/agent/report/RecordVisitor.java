package io.procex.agent.report;

import io.procex.agent.record.Field;
import io.procex.agent.record.Resource;
import java.util.Map;

/** Receives what is in logs. */
public interface RecordVisitor {
  /** Takes one record. */
  void add(Map<Field, Object> record);

  /** Takes one record, and what it says of its JVM. */
  default void add(Map<Field, Object> record, Resource jvm) {
    add(record);
  }

  /** Receives a line that is no record. */
  void addBroken();
}
