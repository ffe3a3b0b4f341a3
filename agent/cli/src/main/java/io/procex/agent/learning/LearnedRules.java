package io.procex.agent.learning;

import io.procex.agent.record.Printable;
import io.procex.agent.rules.RuleKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes a file of rules that allows the programs in the records and denies all others. */
public final class LearnedRules {
  private static final int MOST_BYTES = 1_000_000; // the file may become a little larger
  private static final int CALLERS_SHOWN = 5;

  private final Learning learned;
  private final boolean withCallers;
  private final Set<String> names = new HashSet<>();
  private final Map<String, String> rules = new TreeMap<>(); // by the programs' paths
  private long leftOut;

  private LearnedRules(Learning learned, boolean withCallers) {
    this.learned = learned;
    this.withCallers = withCallers;
    this.leftOut = learned.leftOut;
    this.names.add(RuleKeys.DEFAULT);
  }

  /**
   * Returns the text of the file.
   *
   * @param withCallers whether each program is allowed only to the classes that were seen
   */
  public static String of(Learning learned, boolean withCallers) {
    return new LearnedRules(learned, withCallers).write();
  }

  private String write() {
    List<LearnedProgram> sorted = new ArrayList<>(learned.programs());
    sorted.sort(
        Comparator.<LearnedProgram>comparingLong(program -> -program.launches)
            .thenComparing(program -> program.executable));
    int room = MOST_BYTES;
    for (LearnedProgram program : sorted) {
      String rule = room < 0 ? "" : rule(program);
      room -= rule.getBytes(StandardCharsets.UTF_8).length;
      if (room < 0) {
        leftOut += program.launches;
      } else {
        rules.put(program.executable, rule);
      }
    }
    return head() + String.join("", rules.values()) + "default:\n  action: deny\n";
  }

  private String head() {
    StringBuilder head = new StringBuilder();
    head.append("# Learned from ").append(launches(learned.launches)).append(" of ");
    head.append(rules.size()).append(rules.size() == 1 ? " program.\n" : " programs.\n");
    if (leftOut > 0) {
      head.append("# Not learned: ").append(launches(leftOut));
      head.append(" of programs that are too many, or have no exact path in the records.\n");
    }
    if (learned.declined > 0) {
      head.append("# Not learned: ").append(launches(learned.declined));
      head.append(" that fell back to the JDK: their program is not recorded.\n");
    }
    head.append("# mode: enforce denies what is not listed; look through the list first.\n");
    head.append("version: 1\nmode: monitor\n");
    return head.append(rules.isEmpty() ? "rules: []\n" : "rules:\n").toString();
  }

  private static String launches(long count) {
    return count + (count == 1 ? " launch" : " launches");
  }

  private String rule(LearnedProgram program) {
    StringBuilder rule = new StringBuilder("  # " + launches(program.launches));
    if (program.first != null) {
      rule.append(", ").append(program.first).append(" to ").append(program.last);
    }
    if (!program.links.isEmpty()) {
      rule.append("\n  # as ").append(Printable.of(String.join(", ", program.links)));
    }
    boolean areCallersKnown = program.byOthers == 0;
    if (!withCallers || !areCallersKnown) {
      rule.append("\n  # callers: ").append(callers(program));
    }
    rule.append("\n  - name: ").append(name(program.executable));
    rule.append("\n    executable: ").append(quoted(program.executable));
    if (program.hasOtherNames()) {
      appendList(rule, RuleKeys.ARGV0, program.names);
    }
    if (withCallers && areCallersKnown) {
      appendList(rule, RuleKeys.CALLER, program.callers.keySet());
    }
    return rule.append("\n    action: allow\n").toString();
  }

  private static void appendList(StringBuilder rule, String key, Iterable<String> names) {
    rule.append("\n    ").append(key).append(':');
    for (String name : names) {
      rule.append("\n      - ").append(quoted(name));
    }
  }

  private static String callers(LearnedProgram program) {
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(program.callers.entrySet());
    sorted.sort(Map.Entry.<String, Long>comparingByValue().reversed());
    StringBuilder text = new StringBuilder();
    long others = program.byOthers;
    for (int i = 0; i < sorted.size(); i++) {
      if (i < CALLERS_SHOWN) {
        text.append(text.length() == 0 ? "" : ", ").append(Printable.of(sorted.get(i).getKey()));
        text.append(" (").append(sorted.get(i).getValue()).append(')');
      } else {
        others += sorted.get(i).getValue();
      }
    }
    String rest = others == 0 ? "" : "others, or not recorded (" + others + ")";
    return text + (text.length() == 0 || rest.isEmpty() ? "" : ", ") + rest;
  }

  /** A rule's name: the last part of the path, with a number if the name is taken. */
  private String name(String path) {
    String part = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    String base = part.isEmpty() ? "program" : part.substring(0, Math.min(80, part.length()));
    String name = base;
    for (int i = 2; !names.add(name); i++) {
      name = String.format(Locale.ROOT, "%s-%d", base, i);
    }
    return "'" + name + "'";
  }

  /** A glob, in quotes, that matches only that name. */
  private static String quoted(String name) {
    String glob = name.replaceAll("[\\\\*?\\[\\]]", "\\\\$0");
    if (Printable.of(glob).equals(glob)) {
      return "'" + glob.replace("'", "''") + "'";
    }
    StringBuilder text = new StringBuilder("\"");
    glob.codePoints().forEach(c -> text.append(escaped(c)));
    return text.append('"').toString();
  }

  private static String escaped(int c) {
    boolean isPlain = c >= ' ' && c <= '~' && c != '"' && c != '\\';
    return isPlain ? String.valueOf((char) c) : String.format(Locale.ROOT, "\\U%08x", c);
  }
}
