package io.procex.agent.report;

import io.procex.agent.record.Field;
import java.util.Map;

/** Receives what is in logs. */
public interface RecordVisitor {
  /** Takes one record. */
  void add(Map<Field, Object> record);

  /** Receives a line that is no record. */
  void addBroken();
}
