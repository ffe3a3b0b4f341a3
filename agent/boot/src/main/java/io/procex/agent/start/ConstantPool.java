package io.procex.agent.start;

/**
 * Reads the constant pool of a class file without ASM. Loading ASM takes longer than everything
 * else that the agent does at a first launch.
 */
final class ConstantPool {
  private static final int BEFORE = 10; // magic, version, count
  private static final int UTF8 = 1;

  /**
   * The length of an entry after its tag, by tag. 0 for an unknown tag, and for Utf8, which holds
   * its own length.
   */
  private static final int[] SIZES = {
    0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
  };

  final byte[] classFile;
  private final int[] places; // of each entry's tag, by the entry's number
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
        i++; // a long or a double takes two numbers
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

  /** The number of entries, including the unused entry 0. */
  int count() {
    return places.length;
  }

  /** The place after the last entry. */
  int end() {
    return end;
  }

  /** Whether an entry is this text, which is ASCII. */
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

  /**
   * The text of an entry. Only ASCII is decoded, since every name that the agent looks for is
   * ASCII. No reader is used, for the reason in {@link ClassBytes}.
   */
  @SuppressWarnings("deprecation") // fills the upper bytes with zero, and so needs no charset
  String text(int index) {
    int place = places[index] + 1;
    return new String(classFile, 0, place + 2, two(place));
  }
}
