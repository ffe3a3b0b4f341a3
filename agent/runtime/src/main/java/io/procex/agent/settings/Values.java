package io.procex.agent.settings;

/** The source of the texts of settings: the agent's options, or a rule. */
public interface Values {
  /** The text of that key as it was written, or null if nobody has set it. */
  String text(String key);

  /** Notes that the text of a key is malformed. Returns a sentence about it. */
  String malformed(String key, String expected);
}
