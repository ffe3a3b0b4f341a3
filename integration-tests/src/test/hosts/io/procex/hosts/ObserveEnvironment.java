package io.procex.hosts;

import java.io.File;
import java.util.Map;

/** Shows the environment and the working directory of children. Argument: a directory. */
final class ObserveEnvironment {
  private ObserveEnvironment() {}

  static void observe(String... args) {
    environments();
    File directory = new File(args[0]);
    Observation.of("directory of the JVM", "pwd");
    Observation.of("directory", new ProcessBuilder("pwd").directory(directory));
    Observation.of("relative", new ProcessBuilder("pwd").directory(new File("..")));
    ProcessBuilder both = new ProcessBuilder("sh", "-c", "pwd; echo $ADDED").directory(directory);
    both.environment().put("ADDED", "value");
    Observation.of("directory and environment", both);
  }

  private static void environments() {
    Observation.of("inherited", env());
    ProcessBuilder asked = env();
    Observation.print("variables", asked.environment().size());
    Observation.of("asked for only", asked);
    Observation.of("changed", with(env(), "ADDED", "a=b c", "HOME", "/elsewhere"));
    Observation.of("empty value", with(env(), "EMPTY", "", "AFTER", "x"));
    Observation.of("non-ascii", with(env(), "UMLAUT", "\u00fc", "\u00c4", "x"));
    ProcessBuilder cleared = env();
    cleared.environment().clear();
    Observation.of("cleared", cleared);
    Observation.of("cleared but one", with(cleared, "ONLY", "1"));
    ProcessBuilder removed = env();
    removed.environment().remove("HOME");
    Observation.of("removed", removed);
    // The search goes along the PATH of the JVM, whatever the child's is.
    Observation.of("other PATH", with(env(), "PATH", "/no/such/directory"));
    ProcessBuilder noPath = env();
    noPath.environment().remove("PATH");
    Observation.of("no PATH", noPath);
  }

  private static ProcessBuilder env() {
    return new ProcessBuilder("env");
  }

  private static ProcessBuilder with(ProcessBuilder builder, String... namesAndValues) {
    Map<String, String> environment = builder.environment();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder;
  }
}
