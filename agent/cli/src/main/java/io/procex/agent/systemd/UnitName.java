package io.procex.agent.systemd;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The name of a service: systemd.unit(5). */
public final class UnitName {
  private static final String SERVICE = ".service";
  private static final int MOST_CHARACTERS = 255;
  private static final Pattern VALID =
      Pattern.compile("[A-Za-z0-9:_.\\\\-]+(@[A-Za-z0-9:_.\\\\@-]*)?");

  private final String stem;

  private UnitName(String stem) {
    this.stem = stem;
  }

  /** Reads a name as systemctl does: without a suffix it is a service. */
  public static UnitName of(String text) throws Refusal {
    String stem = text;
    if (text.endsWith(SERVICE)) {
      stem = text.substring(0, text.length() - SERVICE.length());
    } else if (text.matches(
        ".*\\.(socket|timer|target|mount|path|slice|scope|device|swap|automount)")) {
      throw new Refusal(text + ": not a service: only a service starts a JVM");
    }
    if (text.indexOf('/') >= 0) {
      throw new Refusal(text + ": a path: give the unit's name");
    }
    if (!VALID.matcher(stem).matches() || stem.length() + SERVICE.length() > MOST_CHARACTERS) {
      throw new Refusal(text + ": not a valid name of a unit (systemd-escape makes one)");
    }
    return new UnitName(stem);
  }

  /** Whether it is a template, from which instances are made. */
  public boolean isTemplate() {
    return stem.endsWith("@") && stem.indexOf('@') == stem.length() - 1;
  }

  /** The part before the instance, or the whole name. */
  String prefix() {
    int at = stem.indexOf('@');
    return at < 0 ? stem : stem.substring(0, at);
  }

  /** The part after the first '@', or nothing. */
  String instance() {
    int at = stem.indexOf('@');
    return at < 0 ? "" : stem.substring(at + 1);
  }

  /** The template of an instance, or null. */
  UnitName template() {
    return instance().isEmpty() ? null : new UnitName(prefix() + "@");
  }

  /** The name without its suffix. */
  String stem() {
    return stem;
  }

  /** The directories of drop-ins for this name, the most specific first. */
  List<String> dropInDirectories() {
    List<String> names = new ArrayList<>();
    names.add(this + ".d");
    if (template() != null) {
      names.add(template() + ".d");
    }
    String shorter = prefix();
    for (int dash = shorter.lastIndexOf('-'); dash > 0; dash = shorter.lastIndexOf('-')) {
      shorter = shorter.substring(0, dash);
      names.add(shorter + "-" + SERVICE + ".d");
    }
    names.add("service.d");
    return names;
  }

  @Override
  public String toString() {
    return stem + SERVICE;
  }
}
