package io.procex.agent.settings;

/** Where the values of knobs come from: the agent's options, or whatever else has such names. */
public interface Values {
  /** The text of that key as it was written, or null where nobody has set it. */
  String text(String key);

  /** Notes that the text of a key means nothing. Returns the sentence that says so. */
  String malformed(String key, String expected);
}
