package io.procex.agent.cli;

/** Says why a command was not carried out, in a sentence for the person who gave it. */
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1;

  CommandFailure(String message) {
    super(message);
  }
}
