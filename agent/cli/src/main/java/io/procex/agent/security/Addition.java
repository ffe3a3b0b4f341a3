package io.procex.agent.security;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings that lower an exposure most: each step takes what lowers it most of all that is
 * left.
 */
public final class Addition {
  /** One step, with the exposure after it. */
  public static final class Step {
    private final Map<String, String> changes;
    private final String note;
    private final int tenths;

    Step(Map<String, String> changes, String note, int tenths) {
      this.changes = changes;
      this.note = note;
      this.tenths = tenths;
    }

    /** The settings of this step, by name. */
    public Map<String, String> changes() {
      return Collections.unmodifiableMap(changes);
    }

    /** What to know of them, for people; empty for nothing. */
    public String note() {
      return note;
    }

    /** The exposure with this step and those before it, in tenths. */
    public int tenths() {
      return tenths;
    }
  }

  private final List<Step> steps = new ArrayList<>();

  /** Each setting changes once: what was pasted can be looked at again. */
  private final Set<String> changed = new HashSet<>();

  private Addition() {}

  /**
   * Finds the settings.
   *
   * @param enough the exposure in tenths at which no more are needed
   */
  public static Addition to(Child child, int enough) {
    Addition addition = new Addition();
    Child changed = child;
    boolean isMore = true;
    while (isMore && Exposure.of(changed).tenths() > enough) {
      Child next = addition.step(changed);
      isMore = next != null;
      changed = isMore ? next : changed;
    }
    return addition;
  }

  /** Takes the best of what is left; null if nothing lowers the exposure. */
  private Child step(Child child) {
    int least = Exposure.of(child).bad();
    Child best = null;
    Step taken = null;
    for (Remedy remedy : Remedy.all()) {
      Map<String, String> changes = remedy.changes(child);
      if (!changes.isEmpty() && Collections.disjoint(changes.keySet(), changed)) {
        Child next = child.with(changed(child, changes));
        Exposure exposure = Exposure.of(next);
        if (exposure.bad() < least) {
          taken = new Step(changes, remedy.note, exposure.tenths());
          least = exposure.bad();
          best = next;
        }
      }
    }
    if (taken != null) {
      steps.add(taken);
      changed.addAll(taken.changes.keySet());
    }
    return best;
  }

  private static Map<String, String> changed(Child child, Map<String, String> changes) {
    Map<String, String> settings = new LinkedHashMap<>(child.settings());
    settings.putAll(changes);
    return settings;
  }

  /** The steps, the most effective first. */
  public List<Step> steps() {
    return Collections.unmodifiableList(steps);
  }
}
