package io.procex.agent.systemd;

import java.io.IOException;

/** Tells whether a unit has the drop-in, and whether what it sets reaches the unit's processes. */
public final class Reach {
  private static final String FLAG = "-javaagent:";

  private final DropIn dropIn;
  private final String missing;

  private Reach(DropIn dropIn, String missing) {
    this.dropIn = dropIn;
    this.missing = missing;
  }

  /** Looks at a unit as it is now. */
  public static Reach of(Unit unit) throws IOException, Refusal {
    DropIn dropIn = new DropIn(unit.root, unit.name);
    return new Reach(dropIn, missing(unit, dropIn));
  }

  private static String missing(Unit unit, DropIn dropIn) throws IOException, Refusal {
    String text = dropIn.read();
    if (text == null) {
      return "no drop-in: procex-agent enable " + unit.name;
    }
    for (UnitFile.Assignment set : UnitFile.parse(dropIn.toString(), text, "Service").assignments) {
      for (String word : set.key.equals("Environment") ? Words.of(set.value) : Words.of("")) {
        if (word.contains(FLAG)) {
          return missing(unit, dropIn, word);
        }
      }
    }
    return dropIn + " has no flag";
  }

  private static String missing(Unit unit, DropIn dropIn, String assignment) throws IOException {
    int equals = assignment.indexOf('=');
    String variable = assignment.substring(0, equals);
    String value = assignment.substring(equals + 1);
    UnitEnvironment.Value now = UnitEnvironment.of(unit).value(variable);
    if (now == null || !now.text.equals(value)) {
      return (now == null ? "UnsetEnvironment=" : now.file) + " hides " + variable;
    }
    Unit without = unit.with(DropIn.NAME, dropIn.toString(), null);
    UnitEnvironment.Value own = UnitEnvironment.of(without).value(variable);
    String kept = own == null ? "" : own.text.trim();
    String before = value.substring(0, Math.max(0, flagAt(value) - 1)).trim();
    if (!kept.equals(before)) {
      return (own == null ? "the value that it keeps" : variable + " in " + own.file)
          + " has changed since: enable "
          + unit.name
          + " again";
    }
    return null;
  }

  private static int flagAt(String value) {
    int at = value.lastIndexOf(FLAG);
    return at > 0 && value.charAt(at - 1) == '\'' ? at - 1 : at;
  }

  /** The drop-in of the unit, whether it exists or not. */
  public DropIn dropIn() {
    return dropIn;
  }

  /** Why the flag is not in force, or null. */
  public String missing() {
    return missing;
  }
}
