package io.procex.fleet;

import java.util.List;

/**
 * A call in a service that launches a program.
 *
 * @param weight how often, compared with the service's others
 * @param caller the method; null where the JVM has no stack to tell
 * @param seconds how long its children live, typically
 * @param error the error number of launches that fail, or null
 * @param version the version of the service in which they fail; null for each
 */
record Work(
    int weight,
    String caller,
    String path,
    List<String> arguments,
    double seconds,
    String error,
    String version) {

  static Work of(int weight, String caller, double seconds, String... words) {
    return new Work(
        weight, caller, words[0], List.of(words).subList(1, words.length), seconds, null, null);
  }

  /** The same, but each launch fails in that version of the service; or in each, if it is null. */
  Work failing(String with, String in) {
    return new Work(weight, caller, path, arguments, seconds, with, in);
  }

  String file() {
    if (caller == null) {
      return null;
    }
    String owner = caller.substring(0, caller.lastIndexOf('.'));
    return owner.substring(owner.lastIndexOf('.') + 1) + ".java";
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  boolean failsIn(String running) {
    return error != null && (version == null || version.equals(running));
  }
}
