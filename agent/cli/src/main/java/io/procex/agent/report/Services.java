package io.procex.agent.report;

import io.procex.agent.record.Field;
import io.procex.agent.record.Resource;
import io.procex.agent.record.ResourceField;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the records of many JVMs say of each service. */
final class Services {
  static final String UNKNOWN = "-";

  private static final Set<String> SHELLS =
      new HashSet<>(
          Arrays.asList("sh", "bash", "dash", "ash", "ksh", "zsh", "csh", "tcsh", "fish"));

  /** Service, caller, path. */
  final Groups shells = new Groups();

  /** Program, error, service, version. */
  final Groups failures = new Groups();

  /** Program, with the lives of its children. */
  final Groups lives = new Groups();

  /** Service, with its inheritable descriptors at launches where there were any. */
  final Groups leaks = new Groups();

  private boolean areNamed;

  /** Whether any service has a name. */
  boolean areNamed() {
    return areNamed;
  }

  /** Takes any record of the JVM. */
  void seen(Resource jvm) {
    areNamed |= jvm.get(ResourceField.SERVICE_NAME) != null;
  }

  void launched(Map<Field, Object> record, Resource jvm) {
    String service = of(jvm, ResourceField.SERVICE_NAME);
    if (SHELLS.contains(name(Findings.program(record)))) {
      shells.add(0, service, text(record.get(Field.FUNCTION)), Findings.program(record));
    }
    long inheritable = Findings.number(record, Field.DESCRIPTORS_INHERITABLE);
    if (inheritable > 0) {
      leaks.add(inheritable, service);
    }
  }

  void failed(Map<Field, Object> record, Resource jvm) {
    failures.add(
        0,
        name(Findings.program(record)),
        text(record.get(Field.ERROR)),
        of(jvm, ResourceField.SERVICE_NAME),
        of(jvm, ResourceField.SERVICE_VERSION));
  }

  /** Counts a child's life, if its launch was seen too. */
  void ended(Map<Field, Object> record) {
    if (record.get(Field.LIFE) != null) {
      lives.add(Findings.number(record, Field.LIFE), name(Findings.program(record)));
    }
  }

  /** Children whose exit is not recorded: service, program. */
  static Groups withoutExit(Children children) {
    Groups groups = new Groups();
    for (Children.Child child : children.living(Integer.MAX_VALUE)) {
      groups.add(0, child.service, name(child.program));
    }
    return groups;
  }

  static String of(Resource jvm, ResourceField field) {
    return text(jvm.get(field));
  }

  /** The program without its directory, as records have it too: it may be another one by host. */
  private static String name(String program) {
    return program.substring(program.lastIndexOf('/') + 1);
  }

  private static String text(Object value) {
    return value == null ? UNKNOWN : value.toString();
  }
}
