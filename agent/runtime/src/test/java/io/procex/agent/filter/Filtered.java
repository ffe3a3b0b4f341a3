package io.procex.agent.filter;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A filter on one CPU, asked about calls by their names. */
final class Filtered {
  static final String ALLOWED = "allowed";
  static final String KILLED = "killed";

  private final SystemCalls calls;
  private final byte[] code;

  private Filtered(String cpu, Consumer<CallFilter> settings) {
    calls = new SystemCalls(cpu);
    CallFilter filter = new CallFilter(calls);
    settings.accept(filter);
    code = filter.toBytes();
  }

  static Filtered on(String cpu, Consumer<CallFilter> settings) {
    return new Filtered(cpu, settings);
  }

  /** A filter on x86_64 by a list of words. */
  static Filtered by(String text, BiConsumer<List<String>, CallFilter> reader) {
    return new Filtered(
        "x86_64", filter -> reader.accept(Arrays.asList(text.split(" ", -1)), filter));
  }

  /** What becomes of a call: allowed, killed, or the number of its error. */
  String call(String name, long... arguments) {
    return call((int) calls.number(name), arguments);
  }

  String call(int number, long... arguments) {
    int action = FilterRun.of(code, calls.architecture(), number, arguments);
    if (action == Action.ALLOW) {
      return ALLOWED;
    }
    return action == Action.KILL_PROCESS ? KILLED : Integer.toString(action & 0xffff);
  }
}
