package io.procex.agent.settings;

import java.util.Collections;
import java.util.Map;

/** What the operator has set for a child. Immutable. */
public final class ChildSettings {
  private final byte[] block;
  private final Map<String, String> inForce;
  private final Map<String, String> written;
  private final LimitNofile limitNofile;
  private final String requirement;
  private final String obstacle;

  private ChildSettings(KnobValues values, Requirement required, String requiredText) {
    SettingsBlock encoded = new SettingsBlock(values, required);
    EnvironmentKnobs.encode(values, encoded);
    ProcessKnobs.encode(values, encoded);
    SchedulingKnobs.encode(values, encoded);
    LimitKnobs.encode(values, encoded);
    LimitNofile openFiles = LimitKnobs.encodeOpenFiles(values, encoded);
    limitNofile = openFiles == null ? LimitNofile.SELECT_SAFE : openFiles;
    ProcessKnobs.encodeFlag(values, encoded, Knob.NO_NEW_PRIVILEGES);
    PathKnobs.encode(values, encoded);
    ProcessKnobs.encodeFlag(values, encoded, Knob.IGNORE_SIGPIPE);
    SystemCallKnobs.encode(values, encoded);
    block = encoded.toBytes();
    Map<String, String> map = values.inForce();
    if (requiredText != null) {
      map.put(Requirement.KEY, requiredText);
    }
    inForce = Collections.unmodifiableMap(map);
    written = Collections.unmodifiableMap(values.written());
    requirement = requiredText == null ? null : Requirement.KEY + "=" + requiredText;
    obstacle = obstacle(values, required);
  }

  /** Reads the settings. Wrong ones are noted by values, and not applied. */
  public static ChildSettings read(Values values) {
    KnobValues knobs = new KnobValues(values);
    Requirement required = new Requirement(values, knobs.set());
    return new ChildSettings(knobs, required, values.text(Requirement.KEY));
  }

  /** What must be set, but cannot even be read, fails every launch. */
  private String obstacle(KnobValues values, Requirement required) {
    for (Map.Entry<Knob, String> wrong : values.malformed().entrySet()) {
      if (required.includes(wrong.getKey())) {
        return wrong.getValue();
      }
    }
    boolean isAsked = values.unclearProfile() != null && requirement != null;
    return isAsked ? values.unclearProfile() : required.unclear();
  }

  /** Whether there is nothing that a launch has to be given, or to end with. */
  public boolean isEmpty() {
    return block.length == 0 && obstacle == null;
  }

  /** The settings as native/src/both/settings.h reads them. */
  public byte[] block() {
    return block.clone();
  }

  /** The limit on open files: the default one where none is set. */
  public LimitNofile limitNofile() {
    return limitNofile;
  }

  /** Null, or what must be set, as it was written. */
  public String requirement() {
    return requirement;
  }

  /** Null, or why a child cannot be given what it must have. */
  public String obstacle() {
    return obstacle;
  }

  /**
   * The texts that these were read from, the profile's name among them: reading them again gives
   * equal settings. The texts in force would not, because they say neither what is a profile's nor
   * what is wrong.
   */
  public Map<String, String> written() {
    return written;
  }

  /** The knobs by their names, as they are in force. */
  public Map<String, String> inForce() {
    return inForce;
  }
}
