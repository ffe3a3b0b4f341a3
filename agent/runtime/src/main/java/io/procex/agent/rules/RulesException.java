package io.procex.agent.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Says why a file of rules is refused. The message is the first problem. */
public final class RulesException extends Exception {
  private static final long serialVersionUID = 1;

  private final ArrayList<String> problems;

  RulesException(List<String> problems) {
    super(problems.get(0));
    this.problems = new ArrayList<>(problems);
  }

  /** All problems, {@code FILE:LINE:COLUMN: reason} each, in the order of the file. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }
}
