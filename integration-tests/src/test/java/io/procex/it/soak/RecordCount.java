package io.procex.it.soak;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts the records of each launch, and of its end, which has the launch's id. */
final class RecordCount implements Consumer<String> {
  private static final String NUMBER = "\"n=";
  private static final int MOST_MESSAGES = 40;

  private final byte[] launches;
  private final byte[] exits;
  private final Map<String, Integer> alive = new HashMap<>();
  private final Map<String, Integer> early = new HashMap<>();
  final Map<String, Integer> messages = new TreeMap<>();

  /** Records that the sink says that it has lost. */
  long dropped;

  private int missingLaunches;
  private int missingExits;

  RecordCount(int count) {
    launches = new byte[count];
    exits = new byte[count];
  }

  @Override
  public void accept(String line) {
    switch (value(line, "event.name")) {
      case "launch", "launch-failed", "launch-declined", "denied" -> launch(line);
      case "exit" -> exit(value(line, "procex.process.id"));
      case "dropped" ->
          dropped += Long.parseLong(line.replaceFirst(".*\"procex.dropped\":(\\d+).*", "$1"));
      case "agent" -> note(value(line, "message"));
      default -> note("unknown: " + line);
    }
  }

  private void note(String message) {
    String text = message.replaceAll("[0-9]+", "N");
    if (messages.size() < MOST_MESSAGES || messages.containsKey(text)) {
      messages.merge(text, 1, Integer::sum);
    }
  }

  private void launch(String line) {
    int begin = line.lastIndexOf(NUMBER) + NUMBER.length();
    int number = Integer.parseInt(line.substring(begin, line.indexOf('"', begin)));
    if (number < launches.length) {
      launches[number]++;
    }
    String id = value(line, "procex.process.id");
    if (!id.isEmpty()) {
      if (early.remove(id) != null) {
        ended(number);
      } else {
        alive.put(id, number);
      }
    }
  }

  private void exit(String id) {
    Integer number = alive.remove(id);
    if (number == null) {
      early.merge(id, 1, Integer::sum);
    } else {
      ended(number);
    }
  }

  private void ended(int number) {
    if (number < exits.length) {
      exits[number]++;
    }
  }

  private static String value(String line, String key) {
    String quoted = "\"" + key + "\":\"";
    int begin = line.indexOf(quoted) + quoted.length();
    return begin < quoted.length() ? "" : line.substring(begin, line.indexOf('"', begin));
  }

  /**
   * What is not as the host expects it, by kind; see {@code Expected} there. So many records may be
   * missing as the sink has said that it lost.
   */
  Map<String, Integer> differences(byte[] expected) {
    missingLaunches = 0;
    missingExits = 0;
    Map<String, Integer> faults = new TreeMap<>();
    for (int i = 0; i < launches.length; i++) {
      missingLaunches += compare("launch", expected[2 * i], launches[i], faults);
      missingExits += compare("exit", expected[2 * i + 1], exits[i], faults);
    }
    // An exit whose launch is lost is there, but nobody can tell of which launch it is.
    int unnamed = Math.min(missingLaunches, (int) sum(early.values()));
    int missing = missingLaunches + missingExits - unnamed;
    if (missing > dropped) {
      faults.put("missing", missing);
    }
    return faults;
  }

  /** Returns 1 if a record is missing. */
  private static int compare(String what, byte expected, byte got, Map<String, Integer> faults) {
    boolean right = expected == '?' ? got <= 1 : got == expected - '0';
    if (expected == '1' && got == 0) {
      return 1;
    }
    if (!right) {
      faults.merge(
          what + " recorded " + got + " times instead of " + (char) expected, 1, Integer::sum);
    }
    return 0;
  }

  /** Launches and ends that have a record. */
  String totals() {
    return sum(launches) + " launches, " + sum(exits) + " ends";
  }

  private static long sum(Collection<Integer> counts) {
    return counts.stream().mapToLong(Integer::longValue).sum();
  }

  private static long sum(byte[] counts) {
    long sum = 0;
    for (byte count : counts) {
      sum += count;
    }
    return sum;
  }
}
