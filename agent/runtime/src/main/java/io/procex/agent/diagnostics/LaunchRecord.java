package io.procex.agent.diagnostics;

import io.procex.agent.options.LogOptions;
import io.procex.agent.record.Errno;
import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import io.procex.agent.record.Redaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes the record of a launch. */
final class LaunchRecord {
  private static final int STDERR = 2;

  private final LaunchCapture capture;
  private final ProcexLaunch launch;
  private final ProcexRequest request;
  private final ProcexObservation seen;
  private final LogOptions options;
  private final Redaction redaction; // null for none
  private final Record record;

  LaunchRecord(LaunchCapture capture) {
    this.capture = capture;
    this.launch = capture.launch;
    this.request = launch.request();
    this.seen = launch.observation();
    this.options = capture.options;
    this.redaction = options.arguments().equals("full") ? null : new Redaction(options.redacted());
    this.record = new Record(capture.event(), seen.time());
  }

  /** Makes the part that costs a launching thread little. */
  Record brief() {
    if (launch.pid() > 0) {
      record.put(Field.PID, launch.pid());
      record.put(Field.ID, ProcessId.of(launch.pid(), capture.startTicks));
    }
    record.put(Field.PARENT_PID, OwnProcess.pid());
    putProgram();
    putArguments();
    putOutcome();
    putVerdict();
    return record;
  }

  /** Makes the whole record, which includes counting descriptors and looking up the stack. */
  Record make() {
    brief();
    capture.hashes().put(record, options);
    record.put(Field.STDIO, stdio());
    if (options.environmentNames()) {
      record.put(Field.ENVIRONMENT, environmentNames());
    }
    putLimits();
    capture.descriptors().put(record, options);
    putCaller();
    return record;
  }

  private void putProgram() {
    String command = program(NativeText.of(request.prog()));
    String directory = WorkingDirectory.text(capture);
    String file = program(NativeText.of(file()));
    String path = file == null || file.isEmpty() ? null : NativeText.resolve(directory, file);
    record.put(Field.EXECUTABLE, path);
    record.put(Field.NAME, NativeText.lastPart(path == null ? command : path));
    record.put(Field.COMMAND, command);
    record.put(Field.DIRECTORY, directory);
  }

  /**
   * The file that was executed or tried. If rules have denied the launch, the file they decided
   * about.
   */
  private byte[] file() {
    byte[] executed = seen.name(ProcexNumbers.NAME_FILE);
    boolean wasExecuted = executed != null && executed.length > 0 && executed[0] != 0;
    return wasExecuted || launch.program() == null ? executed : launch.program().resolved();
  }

  /**
   * A program in a form that may be shown. If no such program was found, the text may be a whole
   * command line, since some callers use start() like a shell.
   */
  private String program(String name) {
    if (name == null || redaction == null) {
      return name;
    }
    return options.arguments().equals("none") && launch.pid() <= 0
        ? redaction.redactWithin(Redaction.firstWord(name))
        : redaction.redactWithin(name);
  }

  private void putArguments() {
    record.put(Field.ARGUMENT_COUNT, request.argc() + 1L);
    if (options.arguments().equals("none")) {
      return;
    }
    ShownArguments arguments = new ShownArguments(redaction);
    byte[] block = request.argBlock();
    arguments.addAll(request.prog(), block == null ? new byte[0] : block);
    record.put(Field.ARGUMENTS, arguments.list());
    if (arguments.cut() > 0) {
      record.put(Field.ARGUMENTS_CUT, arguments.cut());
    }
  }

  private List<String> stdio() {
    List<String> words = new ArrayList<>();
    int[] sources = seen.sources();
    for (int i = 0; i < sources.length; i++) {
      if (i == STDERR && request.redirectErrorStream()) {
        words.add("stdout");
      } else if (sources[i] < 0) {
        words.add("pipe");
      } else if (sources[i] == i) {
        words.add("inherit");
      } else {
        String target = NativeText.of(seen.name(i + 1));
        words.add(target == null ? "descriptor " + sources[i] : target);
      }
    }
    return words;
  }

  private List<String> environmentNames() {
    byte[] block = request.envBlock();
    if (block == null) {
      return request.isForgotten() ? new ArrayList<>() : OwnProcess.environmentNames();
    }
    List<String> names = new ArrayList<>();
    for (String variable : NativeText.list(block, block.length)) {
      int equals = variable.indexOf('=', 1);
      names.add(equals < 0 ? variable : variable.substring(0, equals));
    }
    Collections.sort(names);
    return names;
  }

  private void putOutcome() {
    record.put(Field.LAUNCH_TIME, seen.duration());
    record.put(Field.DECLINED, seen.fallback());
    if (seen.fallback() != null && !Fallbacks.missed().isEmpty()) {
      record.put(Field.SETTINGS_MISSED, Fallbacks.missed());
    }
    if (seen.coreDuration() <= 0) {
      return; // a fallback, without a native call
    }
    record.put(Field.CORE_TIME, seen.coreDuration());
    record.put(Field.RUNG, ProcexCore.rung(launch.rung()));
    if (capture.event() != Event.LAUNCH) {
      record.put(Field.STEP, ProcexCore.step(launch.step()));
      record.put(Field.ERROR, Errno.name(launch.error()));
      record.put(Field.ERROR_MESSAGE, message());
    }
  }

  private void putVerdict() {
    ProcexVerdict verdict = launch.verdict();
    if (verdict != null) {
      record.put(Field.RULE, verdict.rule());
      record.put(Field.RULE_ACTION, verdict.action());
      record.put(Field.RULE_MODE, verdict.enforced() ? "enforce" : "monitor");
    }
  }

  private String message() {
    String message = seen.failure();
    return message == null || redaction == null ? message : redaction.redactWithin(message);
  }

  private void putLimits() {
    if (seen.coreDuration() <= 0) {
      return; // a fallback, without a native call
    }
    record.put(Field.LIMIT_BEFORE, limit(ProcexNumbers.FIGURE_LIMIT_BEFORE));
    record.put(Field.LIMIT_AFTER, limit(ProcexNumbers.FIGURE_LIMIT_AFTER));
    record.put(
        Field.SIGNALS,
        signals(
            seen.figure(ProcexNumbers.FIGURE_BLOCKED) | seen.figure(ProcexNumbers.FIGURE_IGNORED)));
    if (launch.missed(0) != 0) {
      record.put(Field.SETTINGS_MISSED, missed());
    }
  }

  private List<String> missed() {
    List<String> settings = new ArrayList<>();
    for (int i = 0; launch.missed(i) != 0; i++) {
      int missed = launch.missed(i);
      settings.add(launch.settingName(missed >>> 16) + " " + Errno.name(missed & 0xffff));
    }
    return settings;
  }

  /** The limit as soft:hard; null if the launch ended before the core had read it. */
  private String limit(int place) {
    long soft = seen.figure(place);
    long hard = seen.figure(place + 1);
    return hard == 0 ? null : number(soft) + ":" + number(hard);
  }

  private static String number(long limit) {
    return limit == -1 ? "infinity" : Long.toUnsignedString(limit);
  }

  static List<String> signals(long set) {
    List<String> names = new ArrayList<>();
    for (int number = 1; number <= Long.SIZE; number++) {
      if ((set >>> (number - 1) & 1) != 0) {
        names.add(Errno.signal(number));
      }
    }
    return names;
  }

  private void putCaller() {
    record.put(Field.THREAD_ID, capture.threadId);
    record.put(Field.THREAD_NAME, capture.threadName);
    StackTraceElement[] frames = capture.frames();
    if (frames != null) {
      CallerStack.put(record, frames, options.stackDepth());
    }
    if (capture.trace != null) {
      record.put(Field.TRACE_ID, capture.trace[0]);
      record.put(Field.SPAN_ID, capture.trace[1]);
    }
  }
}
