package io.procex.agent.security;

import io.procex.agent.shared.Flag;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What a list of names leaves to a child: these, or behind a tilde all others. So
 * CapabilityBoundingSet, RestrictAddressFamilies and RestrictNamespaces are written.
 */
final class Kept {
  private final boolean areOthers;
  private final List<String> names;

  private Kept(boolean areOthers, List<String> names) {
    this.areOthers = areOthers;
    this.names = names;
  }

  /** Reads a text; null leaves everything. */
  static Kept of(String text) {
    if (text == null || Flag.is(false, text)) {
      return new Kept(true, Collections.emptyList());
    }
    if (text.equals("none") || Flag.is(true, text)) {
      return new Kept(false, Collections.emptyList());
    }
    boolean isBehindTilde = text.startsWith("~");
    String list = (isBehindTilde ? text.substring(1) : text).trim().toUpperCase(Locale.ROOT);
    return new Kept(isBehindTilde, Arrays.asList(list.split("\\s+", -1)));
  }

  boolean includes(String name) {
    return areOthers != names.contains(name.toUpperCase(Locale.ROOT));
  }

  /** Whether it is a list of what is kept, and not of what is taken away. */
  boolean isOfKept() {
    return !areOthers;
  }

  boolean isNothing() {
    return !areOthers && names.isEmpty();
  }

  /** The names in the list. */
  List<String> names() {
    return names;
  }
}
