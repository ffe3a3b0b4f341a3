package io.procex.agent.report;

import io.procex.agent.record.Field;
import java.util.Map;

/** Whoever wants to know what stands in logs. */
public interface RecordVisitor {
  /** Takes one record. */
  void add(Map<Field, Object> record);

  /** Takes note of a line that is no record. */
  void addBroken();
}
