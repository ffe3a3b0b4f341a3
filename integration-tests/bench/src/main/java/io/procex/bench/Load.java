package io.procex.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a launch is made under, and how many launches make a batch. */
final class Load {
  final String label;
  final int launches;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<String> jvmOptions = new ArrayList<>();

  Load(String label, int launches) {
    this.label = label;
    this.launches = launches;
  }

  /** A copy of this load with one more setting of the host. */
  Load with(String key, Object value) {
    Load more = copy();
    more.settings.put(key, value.toString());
    return more;
  }

  /** A copy of this load in a JVM with one more option. */
  Load withJvmOption(String option) {
    Load more = copy();
    more.jvmOptions.add(option);
    return more;
  }

  /** A copy of this load with that many times fewer launches in a batch, at least one. */
  Load launchedLess(int times) {
    return copy(Math.max(1, launches / times));
  }

  String setting(String key, String byDefault) {
    return settings.getOrDefault(key, byDefault);
  }

  List<String> jvmOptions() {
    return jvmOptions;
  }

  /** As the words that the host understands. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    settings.forEach((key, value) -> words.add(key + "=" + value));
    return words;
  }

  private Load copy() {
    return copy(launches);
  }

  private Load copy(int launches) {
    Load copy = new Load(label, launches);
    copy.settings.putAll(settings);
    copy.jvmOptions.addAll(jvmOptions);
    return copy;
  }
}
