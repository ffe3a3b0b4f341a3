package io.procex.agent.rules;

import io.procex.agent.settings.ChildSettings;
import io.procex.agent.settings.Values;
import io.procex.agent.shared.NearestName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings of children in a rule, combined with the agent's own options. */
final class RuleSettings implements Values {
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Values ofAgent;
  private final Set<String> wrongAnyway;
  private final Place place;
  private final Problems problems;

  private RuleSettings(Mapping rule, Values ofAgent, Set<String> wrongAnyway, Problems problems) {
    this.ofAgent = ofAgent;
    this.wrongAnyway = wrongAnyway;
    this.place = rule.placeOf(RuleKeys.SET);
    this.problems = problems;
    addSet(rule.get(RuleKeys.SET));
    addRequired(rule);
  }

  /**
   * Reads the settings of a rule. Malformed values are noted.
   *
   * @param wrongAnyway keys whose values in the agent's own options are malformed, which is no
   *     mistake of this file
   */
  static ChildSettings read(
      Mapping rule, Values ofAgent, Set<String> wrongAnyway, Problems problems) {
    ChildSettings settings =
        ChildSettings.read(new RuleSettings(rule, ofAgent, wrongAnyway, problems));
    return settings.isEmpty() ? null : settings;
  }

  /** The keys whose values are malformed. */
  static Set<String> malformedOf(Values values) {
    Set<String> keys = new HashSet<>();
    ChildSettings.read(
        new Values() {
          @Override
          public String text(String key) {
            return values.text(key);
          }

          @Override
          public String malformed(String key, String expected) {
            keys.add(key);
            return expected;
          }
        });
    return keys;
  }

  private void addSet(YamlNode node) {
    if (node == null) {
      return;
    }
    Mapping set = new Mapping(node, "set", RuleKeys.ofSet(), problems);
    for (String key : set.keys()) {
      String text = set.text(key);
      if (text != null) {
        texts.put(key, text);
        places.put(key, set.placeOf(key));
      }
    }
  }

  private void addRequired(Mapping rule) {
    List<String> settings = RuleKeys.settings();
    StringBuilder names = new StringBuilder();
    for (YamlNode name : rule.scalars(RuleKeys.REQUIRED)) {
      if (!name.text.equals("all") && !settings.contains(name.text)) {
        String reason = "required names " + Problems.quoted(name.text) + ", which is not a setting";
        problems.add(name.place, reason + NearestName.hint(name.text, settings));
      } else {
        names.append(names.length() == 0 ? "" : "+").append(name.text);
      }
    }
    if (names.length() > 0) {
      texts.put(RuleKeys.REQUIRED, names.toString());
      places.put(RuleKeys.REQUIRED, rule.placeOf(RuleKeys.REQUIRED));
    }
  }

  @Override
  public String text(String key) {
    return texts.containsKey(key) ? texts.get(key) : ofAgent.text(key);
  }

  @Override
  public String malformed(String key, String expected) {
    String reason = key + " is " + Problems.quoted(text(key)) + ": " + expected;
    if (places.containsKey(key)) {
      return problems.add(places.get(key), reason);
    }
    // Right by itself, but wrong together with what the rule sets.
    return wrongAnyway.contains(key)
        ? reason
        : problems.add(place, reason + " (it is in the agent's own options)");
  }
}
