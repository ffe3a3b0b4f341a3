package io.procex.agent.security;

import io.procex.agent.record.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What children could do, as text for people, with the settings to paste into a rule. */
public final class Summary {
  private static final int NAMES_SHOWN = 10;
  private static final int FINDINGS_SHOWN = 12;

  private final StringBuilder text = new StringBuilder();
  private final int enough;

  private Summary(int enough) {
    this.enough = enough;
  }

  /**
   * Returns the text.
   *
   * @param enough the exposure in tenths that has to be reached
   */
  public static String of(Subjects subjects, int enough) {
    Summary summary = new Summary(enough);
    subjects.sorted().forEach(summary::append);
    if (!subjects.denied().isEmpty()) {
      summary.line("launches nothing: %s", names(subjects.denied()));
    }
    return summary.text.toString();
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }

  private static String names(List<String> names) {
    int more = names.size() - NAMES_SHOWN;
    String shown = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
    return Printable.of(shown) + (more > 0 ? " and " + more + " more" : "");
  }

  private void append(Subject subject) {
    Exposure exposure = subject.exposure();
    line("%s %s  %s", Exposure.text(exposure.tenths()), exposure.level(), names(subject.names()));
    if (exposure.tenthsByName() != exposure.tenths()) {
      line("  by the settings' names alone %s", Exposure.text(exposure.tenthsByName()));
    }
    line("  a child of user %s could:", Printable.of(subject.child().jvm().user()));
    appendFindings(exposure.findings());
    append(Addition.to(subject.child(), enough));
  }

  private void appendFindings(List<Finding> findings) {
    for (Finding finding : findings.subList(0, Math.min(FINDINGS_SHOWN, findings.size()))) {
      line("    %s  %s (%s)", Exposure.text(finding.tenths()), finding.could(), finding.name());
    }
    if (findings.size() > FINDINGS_SHOWN) {
      line("    and %d things more (--json has all)", findings.size() - FINDINGS_SHOWN);
    }
  }

  private void append(Addition addition) {
    if (!addition.steps().isEmpty()) {
      line("  less, with this in the rule:");
      line("    set:");
    }
    for (Addition.Step step : addition.steps()) {
      String comment = comment(step);
      for (Map.Entry<String, String> change : step.changes().entrySet()) {
        line("      %s: %s%s", change.getKey(), quoted(change.getValue()), comment);
        comment = "";
      }
    }
  }

  private static String comment(Addition.Step step) {
    String note = step.note().isEmpty() ? "" : "; " + step.note();
    return " # " + Exposure.text(step.tenths()) + note;
  }

  private static String quoted(String value) {
    return value.matches("[A-Za-z][A-Za-z_]*") ? value : "'" + value.replace("'", "''") + "'";
  }
}
