package io.procex.agent.rules;

/** A place in the file, counted from 1 as editors do. */
final class Place {
  static final Place BEGINNING = new Place(0, 0);

  private final int line;
  private final int column;

  /** Both counted from 0. */
  Place(int line, int column) {
    this.line = line + 1;
    this.column = column + 1;
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
