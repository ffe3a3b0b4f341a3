package io.procex.agent.security;

import io.procex.agent.learning.CallerClass;
import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Resource;
import io.procex.agent.record.ResourceField;
import io.procex.agent.report.RecordVisitor;
import io.procex.agent.rules.Decision;
import io.procex.agent.rules.LaunchFacts;
import io.procex.agent.rules.Rules;
import io.procex.agent.settings.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The programs that records have launched. A record names the rule and the settings that were
 * skipped; the settings themselves are in the rules and in the agent's options.
 */
public final class LaunchedPrograms implements RecordVisitor {
  private static final int MOST = 5_000;

  /** Applied as one, although each has a number of its own. */
  private static final Set<Setting> PATHS =
      EnumSet.of(Setting.READ_ONLY_PATHS, Setting.READ_WRITE_PATHS);

  private final Rules rules; // null if they are not given
  private final Map<String, String> own;
  private final JvmFacts given; // null for what each record says
  private final Subjects subjects = new Subjects();
  private final Map<String, Decision> decisions = new HashMap<>();
  private final Set<List<Object>> seen = new HashSet<>();
  private long records;
  private long broken;
  private long leftOut;

  /**
   * Prepares to read.
   *
   * @param own the agent's own settings
   * @param given what is known of all JVMs, or null
   */
  public LaunchedPrograms(Rules rules, Map<String, String> own, JvmFacts given) {
    this.rules = rules;
    this.own = own;
    this.given = given;
    if (rules != null) {
      rules.decisions().forEach(decision -> decisions.put(decision.rule(), decision));
    }
  }

  @Override
  public void addBroken() {
    broken++;
  }

  @Override
  public void add(Map<Field, Object> record) {
    add(record, new Resource());
  }

  @Override
  public void add(Map<Field, Object> record, Resource jvm) {
    records++;
    Object event = record.get(Field.EVENT);
    if (Event.LAUNCH.label().equals(event)) {
      add(record, jvm, withoutMissed(settings(record), list(record, Field.SETTINGS_MISSED)));
    } else if (Event.LAUNCH_DECLINED.label().equals(event)
        && record.containsKey(Field.SETTINGS_MISSED)) {
      add(record, jvm, Collections.emptyMap());
    }
  }

  private void add(Map<Field, Object> record, Resource jvm, Map<String, String> settings) {
    String name =
        text(record, record.containsKey(Field.EXECUTABLE) ? Field.EXECUTABLE : Field.COMMAND);
    JvmFacts facts = (given == null ? facts(jvm) : given).asRecorded();
    List<Object> key = new ArrayList<>();
    Collections.addAll(key, name, settings, facts.user());
    if (!seen.contains(key) && seen.size() >= MOST) {
      leftOut++;
    } else if (seen.add(key)) {
      subjects.add(name, settings, facts);
    }
  }

  private static JvmFacts facts(Resource jvm) {
    String user = jvm.get(ResourceField.USER_ID);
    return user != null && user.matches("\\d{1,9}")
        ? JvmFacts.ofUser(user, Integer.parseInt(user))
        : JvmFacts.unknown();
  }

  private Map<String, String> settings(Map<Field, Object> record) {
    if (rules == null || "monitor".equals(record.get(Field.RULE_MODE))) {
      return own;
    }
    Decision named = decisions.get(text(record, Field.RULE));
    return Subjects.inForce((named == null ? rules.decide(launch(record)) : named).settings());
  }

  /** What rules ask of a launch; interpreters are not recorded. */
  private static LaunchFacts launch(Map<Field, Object> record) {
    List<String> arguments = list(record, Field.ARGUMENTS);
    return LaunchFacts.ofTexts(
        text(record, Field.EXECUTABLE),
        Collections.emptyList(),
        text(record, Field.COMMAND),
        arguments.subList(Math.min(1, arguments.size()), arguments.size()),
        () -> CallerClass.of(record));
  }

  /** Takes out what was skipped. Settings that are applied as one are skipped as one. */
  private static Map<String, String> withoutMissed(
      Map<String, String> settings, List<String> missed) {
    if (missed.isEmpty()) {
      return settings;
    }
    Map<String, String> applied = new LinkedHashMap<>(settings);
    for (String one : missed) {
      Setting setting = Setting.named(one.replaceAll(" .*", ""));
      applied.keySet().removeIf(key -> setting != null && setting.isAppliedWith(key));
      if (PATHS.contains(setting)) {
        PATHS.forEach(path -> applied.remove(path.key()));
      }
    }
    return applied;
  }

  private static String text(Map<Field, Object> record, Field field) {
    return String.valueOf(record.get(field));
  }

  private static List<String> list(Map<Field, Object> record, Field field) {
    List<String> texts = new ArrayList<>();
    if (record.get(field) instanceof List) {
      ((List<?>) record.get(field)).forEach(text -> texts.add(String.valueOf(text)));
    }
    return texts;
  }

  /** What was found. */
  public Subjects subjects() {
    return subjects;
  }

  /** The launches of programs that are too many. */
  public long leftOut() {
    return leftOut;
  }

  /** Whether lines were read, but none was a record. */
  public boolean isWithoutRecords() {
    return records == 0 && broken > 0;
  }
}
