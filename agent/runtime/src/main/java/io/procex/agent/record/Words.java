package io.procex.agent.record;

import java.util.List;

/** A command line as one text, for rules that look for a word anywhere in it. */
final class Words {
  private Words() {}

  /** The arguments with a blank between two of them; null for none. */
  static String joined(Object arguments) {
    if (!(arguments instanceof List)) {
      return null;
    }
    StringBuilder line = new StringBuilder();
    for (Object argument : (List<?>) arguments) {
      line.append(line.length() == 0 ? "" : " ").append(argument);
    }
    return line.toString();
  }
}
