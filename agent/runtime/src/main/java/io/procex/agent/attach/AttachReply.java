package io.procex.agent.attach;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The answer of a JVM to a request: the outcome, the agent that answers, and sentences for people.
 */
public final class AttachReply {
  /** The outcome of a request. */
  public enum Outcome {
    /** The agent was not in the JVM, and is now. */
    INSTALLED,
    /** The agent was in the JVM, and uses other options now. */
    REREAD,
    /** The agent was in the JVM, and has read its rules again. */
    RELOADED,
    /** The agent was in the JVM, with these options. */
    UNCHANGED,
    /** The agent was taken out: the JDK makes all launches again. */
    DETACHED,
    /** The agent was not in the JVM, and so could not be taken out. */
    NOT_INSTALLED,
    /** The reply holds what was asked for. */
    ANSWERED,
    /** Nothing has changed in the JVM. */
    REFUSED
  }

  private final Outcome outcome;
  private final String version;
  private final String jar;
  private final List<String> sentences;

  AttachReply(Outcome outcome, String version, String jar, List<String> sentences) {
    this.outcome = outcome;
    this.version = version;
    this.jar = jar;
    this.sentences = new ArrayList<>(sentences);
  }

  /**
   * Reads what {@link #toString} has written.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static AttachReply parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length < 4) {
      throw new IllegalArgumentException("not a reply: " + text);
    }
    List<String> sentences = new ArrayList<>();
    for (int i = 3; i < lines.length - 1; i++) {
      sentences.add(lines[i]);
    }
    return new AttachReply(Outcome.valueOf(lines[0]), lines[1], lines[2], sentences);
  }

  /** The outcome of the request. */
  public Outcome outcome() {
    return outcome;
  }

  /** The version of the agent that answers: the first that came into the JVM. */
  public String version() {
    return version;
  }

  /** The jar that it was loaded from. */
  public String jar() {
    return jar;
  }

  /** Details, the most important first. */
  public List<String> sentences() {
    return Collections.unmodifiableList(sentences);
  }

  /** A line each: outcome, version, jar, and the sentences. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(outcome).append('\n').append(version).append('\n').append(jar).append('\n');
    for (String sentence : sentences) {
      text.append(sentence.replace('\n', ' ')).append('\n');
    }
    return text.toString();
  }
}
