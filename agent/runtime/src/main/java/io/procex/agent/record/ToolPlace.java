package io.procex.agent.record;

import java.util.List;

/** A place among the words of a tool that belong to no option: {@code add_user NAME PASSWORD}. */
final class ToolPlace {
  /** What is at the place. */
  enum Kind {
    SECRET,
    /** A program, followed by its own arguments. */
    COMMAND,
    /** A container image, which may have the name of its program; a command may follow. */
    IMAGE
  }

  private final Subcommand behind;
  private final int number; // counted from 1
  private final boolean andAllBehind;
  final Kind kind;
  final SecretPart part;

  ToolPlace(Subcommand behind, String place, Kind kind, SecretPart part) {
    this.behind = behind;
    this.andAllBehind = place.endsWith("+");
    this.number = number(andAllBehind ? place.substring(0, place.length() - 1) : place);
    this.kind = kind;
    this.part = part;
  }

  private static int number(String place) {
    if (!place.matches("[1-9]\\d?")) {
      throw new IllegalArgumentException("'@" + place + "' has no number behind it");
    }
    return Integer.parseInt(place);
  }

  /** Whether the next word that belongs to no option is at this place. */
  boolean isAfter(List<String> words) {
    int end = behind.endIn(words);
    int place = words.size() + 1 - end;
    return end >= 0 && (place == number || (andAllBehind && place > number));
  }
}
