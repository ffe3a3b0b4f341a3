package io.procex.agent.security;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Programs or rules whose children have equal settings, and so an equal exposure. */
public final class Subject {
  private final List<String> names = new ArrayList<>();
  private final Child child;
  private final Exposure exposure;

  Subject(Child child) {
    this.child = child;
    this.exposure = Exposure.of(child);
  }

  void add(String name) {
    if (!names.contains(name)) {
      names.add(name);
    }
  }

  /** The programs or rules, at least one. */
  public List<String> names() {
    return Collections.unmodifiableList(names);
  }

  /** One of the children. */
  public Child child() {
    return child;
  }

  /** How much they could do. */
  public Exposure exposure() {
    return exposure;
  }
}
