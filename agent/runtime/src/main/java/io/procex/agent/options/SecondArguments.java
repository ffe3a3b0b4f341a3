package io.procex.agent.options;

import io.procex.agent.shared.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Merges the arguments of an agent that is named twice: in JAVA_TOOL_OPTIONS and on the command
 * line. The second overrides the first, because it is nearer to the start. But strict, lockdown,
 * required and a profile stay in force if one of the two asks for them.
 */
final class SecondArguments {
  private SecondArguments() {}

  /**
   * Restores what must stay of the first arguments.
   *
   * @param before those of the first
   * @param now those of both, with the second's values in the place of the first's
   * @return the options of the first whose values are not in force any more
   */
  static List<String> merge(Map<String, String> before, Map<String, String> now) {
    List<String> replaced = new ArrayList<>();
    for (Map.Entry<String, String> first : before.entrySet()) {
      String key = first.getKey();
      String value = stronger(key, first.getValue(), now.get(key));
      now.put(key, value);
      if (!value.equals(first.getValue()) && isAskedOfChildren(key)) {
        replaced.add(key);
      }
    }
    return replaced;
  }

  private static String stronger(String key, String first, String second) {
    if (first.equals(second)) {
      return first;
    }
    if (key.equals(Option.STRICT.key)) {
      return Flag.is(false, second) ? first : second;
    }
    if (key.equals(Option.LOCKDOWN.key)) {
      return isWeakerLockdown(second, first) ? first : second;
    }
    if (key.equals(Option.PROFILE.key)) {
      return first.equals("strict") && second.equals("safe") ? first : second;
    }
    return key.equals(Option.REQUIRED.key) ? both(first, second) : second;
  }

  /** A malformed value is never weaker, since it has to be told. */
  private static boolean isWeakerLockdown(String value, String other) {
    return value.equals("off") || (value.equals("exec") && !other.equals("off"));
  }

  private static String both(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + "+" + second;
  }

  /** Whether an option adds to the other's value, so that it never counts as replaced. */
  private static boolean isAskedOfChildren(String key) {
    return Option.named(key) == null
        || key.equals(Option.RULES.key)
        || key.equals(Option.CHILDREN.key)
        || key.equals(Option.SWEEP.key);
  }
}
