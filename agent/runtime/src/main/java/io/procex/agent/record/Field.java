package io.procex.agent.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a record, each with two names: an attribute of OpenTelemetry's semantic conventions
 * ({@code process.*}, {@code code.*}) and a field of the Elastic Common Schema. A field that
 * neither has begins with {@code procex.}. Times are in nanoseconds. The table in docs/records.md,
 * the JSON Schema and the formats are made from this list, in this order.
 */
public enum Field {
  TIME("time", "@timestamp", Type.TIME, "when it happened, in UTC"),
  EVENT("event.name", "event.code", Type.STRING, "what happened; one of the events above"),
  MESSAGE("message", "message", Type.STRING, "a message of the agent about itself"),
  VERSION("procex.version", "procex.version", Type.STRING, "the agent's, in its messages"),
  PID("process.pid", "process.pid", Type.INTEGER, "the child"),
  ID(
      "procex.process.id",
      "process.entity_id",
      Type.STRING,
      "boot id, pid namespace, pid and start of the child: one in all records of this child"),
  PARENT_PID("process.parent_pid", "process.parent.pid", Type.INTEGER, "the JVM"),
  EXECUTABLE(
      "process.executable.path",
      "process.executable",
      Type.STRING,
      "the file that was executed, or the last one tried"),
  NAME(
      "process.executable.name",
      "process.name",
      Type.STRING,
      "the name of that file, without directory"),
  HASH(
      "procex.executable.sha256",
      "process.hash.sha256",
      Type.STRING,
      "SHA-256 of that file, in hexadecimal, with log.hash=sha256"),
  COMMAND("process.command", "procex.command", Type.STRING, "the program as the caller named it"),
  ARGUMENTS(
      "process.command_args",
      "process.args",
      Type.STRINGS,
      "program and arguments, redacted unless log.args=full"),
  ARGUMENT_COUNT(
      "process.args_count",
      "process.args_count",
      Type.INTEGER,
      "the number of arguments, including the program"),
  ARGUMENTS_CUT(
      "procex.args_cut",
      "procex.args_cut",
      Type.INTEGER,
      "bytes of arguments that were left out because they are long"),
  DIRECTORY(
      "process.working_directory",
      "process.working_directory",
      Type.STRING,
      "the child's, if the caller has chosen one; otherwise the JVM's, as the kernel knows it"),
  STDIO(
      "procex.stdio",
      "procex.stdio",
      Type.STRINGS,
      "stdin, stdout, stderr: pipe, inherit, stdout (stderr goes with it), or a file"),
  ENVIRONMENT(
      "procex.environment.names",
      "procex.environment.names",
      Type.STRINGS,
      "names of the child's variables, with log.env=names; their values are never written"),
  EXIT_CODE("process.exit.code", "process.exit_code", Type.INTEGER, "0 to 255"),
  EXIT_SIGNAL("procex.exit.signal", Type.STRING, "the signal that ended it, if one did"),
  EXIT_SETTING(
      "procex.exit.setting",
      Type.STRING,
      "the setting that ended it: RuntimeMaxSec, if its time was over and it was sent a signal"),
  LIFE("procex.duration", "event.duration", Type.INTEGER, "from launch to exit, ns"),
  CPU_USER(
      "procex.cpu.user",
      Type.INTEGER,
      "CPU time of the child and its own children in user mode, ns"),
  CPU_SYSTEM(
      "procex.cpu.system",
      Type.INTEGER,
      "CPU time of the child and its own children in the kernel, ns"),
  LAUNCH_TIME(
      "procex.launch.duration", Type.INTEGER, "from the JDK's call to the pid or the error, ns"),
  CORE_TIME(
      "procex.launch.core_duration",
      Type.INTEGER,
      "the part of the launch time in the native core, ns"),
  RUNG("procex.rung", "procex.rung", Type.STRING, "rung of the ladder"),
  STEP("procex.step", "procex.step", Type.STRING, "the step of the launch that failed"),
  ERROR("error.type", "error.code", Type.STRING, "the name of the error number, such as ENOENT"),
  ERROR_MESSAGE("error.message", "error.message", Type.STRING, "the text of the exception"),
  DECLINED(
      "procex.declined",
      "procex.declined",
      Type.STRING,
      "why the launch fell back to the JDK, or was refused"),
  RULE("procex.rule.name", "rule.name", Type.STRING, "the rule that decided on the launch"),
  RULE_ACTION(
      "procex.rule.action",
      "procex.rule.action",
      Type.STRING,
      "the action of that rule: allow, deny or audit"),
  RULE_MODE(
      "procex.rule.mode",
      "procex.rule.mode",
      Type.STRING,
      "enforce; or monitor, in which the action is only recorded"),
  LIMIT_BEFORE("procex.limit_nofile.before", Type.STRING, "RLIMIT_NOFILE of the JVM, soft:hard"),
  LIMIT_AFTER("procex.limit_nofile.after", Type.STRING, "RLIMIT_NOFILE of the child, soft:hard"),
  SIGNALS(
      "procex.signals.reset",
      "procex.signals.reset",
      Type.STRINGS,
      "signals that the child would have inherited blocked or ignored"),
  SETTINGS_MISSED(
      "procex.settings.missed",
      "procex.settings.missed",
      Type.STRINGS,
      "settings that were skipped, each with its error; for a fallback, the"
          + " options that asked for something in the child"),
  DESCRIPTORS_OPEN(
      "procex.descriptors.open",
      "procex.descriptors.open",
      Type.INTEGER,
      "descriptors that are open in the JVM"),
  DESCRIPTORS_INHERITABLE(
      "procex.descriptors.inheritable",
      "procex.descriptors.inheritable",
      Type.INTEGER,
      "open descriptors from 3 on that are not close-on-exec, and so would have leaked"),
  DESCRIPTORS(
      "procex.descriptors.list",
      "procex.descriptors.list",
      Type.STRINGS,
      "the inheritable descriptors and what they refer to, with log.descriptors=list"),
  THREAD_ID(
      "thread.id",
      "process.parent.thread.id",
      Type.INTEGER,
      "Java's number of the launching thread"),
  THREAD_NAME(
      "thread.name", "process.parent.thread.name", Type.STRING, "the name of the launching thread"),
  FUNCTION(
      "code.function.name",
      "log.origin.function",
      Type.STRING,
      "the calling method: the nearest one outside the JDK and launch libraries"),
  LIBRARY(
      "procex.launch.library",
      "procex.launch.library",
      Type.STRING,
      "the class of a library such as commons-exec that the launch went through"),
  FILE("code.file.path", "log.origin.file.name", Type.STRING, "source file of the calling method"),
  LINE("code.line.number", "log.origin.file.line", Type.INTEGER, "line of the call"),
  STACK(
      "code.stacktrace",
      "error.stack_trace",
      Type.STRING,
      "the stack from the JDK's nearest caller on, log.stack frames deep"),
  TRACE_ID(
      "trace_id",
      "trace.id",
      Type.STRING,
      "trace of the OpenTelemetry span, or from the logger's MDC"),
  SPAN_ID("span_id", "span.id", Type.STRING, "OpenTelemetry span, or from the logger's MDC"),
  DROPPED("procex.dropped", "procex.dropped", Type.INTEGER, "records that this sink has lost");

  /** The types of values in JSON. */
  public enum Type {
    /**
     * A string in the format of RFC 3339, with nanoseconds; in Java an {@link java.time.Instant}.
     */
    TIME,
    STRING,
    /** A {@link Long}. */
    INTEGER,
    /** A list of strings. */
    STRINGS;

    /** Whether a value that was read is one of these. */
    boolean accepts(Object value) {
      Class<?> of = this == INTEGER ? Long.class : this == STRINGS ? List.class : String.class;
      return of.isInstance(value);
    }
  }

  private static final Map<String, Field> BY_NAME = new HashMap<>();

  static {
    for (Field field : values()) {
      BY_NAME.put(field.otel, field);
      BY_NAME.put(field.ecs, field);
    }
  }

  private final String otel;
  private final String ecs;
  private final Type type;
  private final String meaning;

  /** Makes a field that neither schema has. */
  Field(String name, Type type, String meaning) {
    this(name, name, type, meaning);
  }

  Field(String otel, String ecs, Type type, String meaning) {
    this.otel = otel;
    this.ecs = ecs;
    this.type = type;
    this.meaning = meaning;
  }

  /** The field with that name in either schema, or null. */
  public static Field named(String name) {
    return BY_NAME.get(name);
  }

  /** The name in records of the format json. */
  public String otel() {
    return otel;
  }

  /** The name in records of the format ecs. */
  public String ecs() {
    return ecs;
  }

  /** The type of its values. */
  public Type type() {
    return type;
  }

  /** The meaning, for the documentation. */
  public String meaning() {
    return meaning;
  }
}
