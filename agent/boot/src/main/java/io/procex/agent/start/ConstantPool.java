package io.procex.agent.start;

/**
 * The constant pool of a class file, read without ASM: loading that takes longer than all else that
 * the agent does at a first launch.
 */
final class ConstantPool {
  private static final int BEFORE = 10; // magic, version, count
  private static final int UTF8 = 1;

  /** Bytes after the tag, by tag; 0 for none known, and for Utf8, which tells itself. */
  private static final int[] SIZES = {
    0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
  };

  final byte[] classFile;
  private final int[] places; // of each entry's tag
  private final int end;

  ConstantPool(byte[] classFile) {
    this.classFile = classFile;
    places = new int[two(BEFORE - 2)];
    int place = BEFORE;
    for (int i = 1; i < places.length; i++) {
      places[i] = place;
      int tag = classFile[place];
      if (tag != UTF8 && (tag < 0 || tag >= SIZES.length || SIZES[tag] == 0)) {
        throw new IllegalStateException("unknown constant " + tag);
      }
      place += 1 + (tag == UTF8 ? 2 + two(place + 1) : SIZES[tag]);
      if (SIZES[tag] == 8) {
        i++; // takes two numbers
      }
    }
    end = place;
  }

  int one(int place) {
    return classFile[place] & 0xff;
  }

  int two(int place) {
    return one(place) << 8 | one(place + 1);
  }

  int four(int place) {
    return two(place) << 16 | two(place + 2);
  }

  /** The number of entries, with the empty one at 0. */
  int count() {
    return places.length;
  }

  /** The place after the last of them. */
  int end() {
    return end;
  }

  /** Whether a text is this one, which is ASCII. */
  boolean is(int index, String text) {
    int place = places[index] + 1;
    if (two(place) != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (one(place + 2 + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** As far as it is ASCII, like all that is looked for here; not by a reader, see ClassBytes. */
  @SuppressWarnings("deprecation") // with a zero above each byte, which needs no charset
  String text(int index) {
    int place = places[index] + 1;
    return new String(classFile, 0, place + 2, two(place));
  }
}
