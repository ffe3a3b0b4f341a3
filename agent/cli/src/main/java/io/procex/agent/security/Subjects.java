package io.procex.agent.security;

import io.procex.agent.rules.Decision;
import io.procex.agent.rules.Rules;
import io.procex.agent.settings.ChildSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that is weighed by one command. */
public final class Subjects {
  private final Map<List<Object>, Subject> subjects = new LinkedHashMap<>();
  private final CallSource calls = new CallSource();
  private final List<String> denied = new ArrayList<>();

  /** Adds children with these settings. */
  public void add(String name, Map<String, String> settings, JvmFacts jvm) {
    subjects
        .computeIfAbsent(
            Arrays.asList(settings, jvm.user()),
            key -> new Subject(new Child(settings, jvm, calls)))
        .add(name);
  }

  /** Adds the rules of a file, and its default. Those that deny launch nothing. */
  public void addRules(Rules rules, JvmFacts jvm) {
    for (Decision decision : rules.decisions()) {
      if (decision.denies()) {
        denied.add(decision.rule());
      } else {
        add(decision.rule(), inForce(decision.settings()), jvm);
      }
    }
  }

  static Map<String, String> inForce(ChildSettings settings) {
    return settings == null ? Collections.emptyMap() : settings.inForce();
  }

  /** Those that launch something, the most exposed first. */
  public List<Subject> sorted() {
    List<Subject> sorted = new ArrayList<>(subjects.values());
    sorted.sort(Comparator.comparingInt((Subject one) -> one.exposure().tenths()).reversed());
    return sorted;
  }

  /** The rules that launch nothing. */
  public List<String> denied() {
    return Collections.unmodifiableList(denied);
  }
}
