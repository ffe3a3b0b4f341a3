package io.procex.agent.attach;

import java.util.Locale;

/**
 * A request of the command line to a running JVM, as the argument of agentmain. Other tools pass
 * the agent's options as the argument, and nobody waits for a reply then.
 */
public final class AttachRequest {
  /** The kinds of requests. */
  public enum Kind {
    /** Install the agent, or read its options again. */
    ATTACH,
    /** Take the agent out. */
    DETACH,
    /** Read the file of rules again. */
    RELOAD,
    /** Report what the agent has done in this JVM. */
    STATUS,
    /** Write records to a file for as long as somebody reads them. */
    FOLLOW;

    private String word() {
      return "@" + name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;
  private final String replyFile;
  private final String rest;

  /**
   * Makes a request.
   *
   * @param replyFile the file that the JVM writes its reply to, under a name that is new
   * @param rest for attach the options, for follow the file to write to; else nothing
   */
  public AttachRequest(Kind kind, String replyFile, String rest) {
    this.kind = kind;
    this.replyFile = replyFile;
    this.rest = rest;
  }

  /** Reads what {@link #toString} has written, or plain options. */
  static AttachRequest parse(String argument) {
    String text = argument == null ? "" : argument;
    String[] words = text.split(" ", 3);
    for (Kind kind : Kind.values()) {
      if (words.length == 3 && words[0].equals(kind.word())) {
        return new AttachRequest(kind, words[1], words[2]);
      }
    }
    return new AttachRequest(Kind.ATTACH, null, text);
  }

  Kind kind() {
    return kind;
  }

  /** The file for the reply; null if nobody waits for one. */
  String replyFile() {
    return replyFile;
  }

  /** The agent's options, as they stand after {@code -javaagent:procex-agent.jar=}; or a file. */
  String rest() {
    return rest;
  }

  /** The argument of agentmain. */
  @Override
  public String toString() {
    return kind.word() + " " + replyFile + " " + rest;
  }
}
