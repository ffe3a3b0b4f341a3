package io.procex.agent.rules;

/** A place in the file, counted from 1 as editors do. */
final class Place implements Comparable<Place> {
  static final Place BEGINNING = new Place(0, 0);

  private final int line;
  private final int column;

  /** Makes a place of numbers that are counted from 0. */
  Place(int line, int column) {
    this.line = line + 1;
    this.column = column + 1;
  }

  @Override
  public int compareTo(Place other) {
    int lines = Integer.compare(line, other.line);
    return lines == 0 ? Integer.compare(column, other.column) : lines;
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
