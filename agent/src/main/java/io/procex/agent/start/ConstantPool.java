package io.procex.agent.start;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Changes of class files that need no more than their constant pool: ASM would have to be loaded,
 * which takes longer than all else that the agent does at the start of a JVM.
 */
final class ConstantPool {
  private static final int BEFORE = 10; // magic, version, count
  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int METHOD = 10;
  private static final int NAME_AND_TYPE = 12;

  /** Bytes after the tag, by tag; 0 for none known, and for Utf8, which tells itself. */
  private static final int[] SIZES = {
    0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
  };

  private final byte[] classFile;
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

  private int two(int place) {
    return (classFile[place] & 0xff) << 8 | (classFile[place + 1] & 0xff);
  }

  private String text(int index) {
    try (InputStream in = new ByteArrayInputStream(classFile, places[index] + 1, end)) {
      return new DataInputStream(in).readUTF();
    } catch (IOException e) {
      throw new IllegalStateException(e); // bytes in memory
    }
  }

  private boolean is(int index, int tag) {
    return places[index] != 0 && classFile[places[index]] == tag;
  }

  /**
   * Returns the class file with each call of a method of its own going to a method of another class
   * instead.
   *
   * @throws IllegalStateException if it calls none
   */
  byte[] redirected(String owner, String name, String descriptor, String target) {
    byte[] changed = classFile.clone();
    boolean found = false;
    for (int i = 1; i < places.length; i++) {
      if (is(i, METHOD) && isOf(i, owner, name, descriptor)) {
        putTwo(changed, places[i] + 1, places.length + 1);
        found = true;
      }
    }
    if (!found) {
      throw new IllegalStateException(owner + " does not call its " + name);
    }
    putTwo(changed, BEFORE - 2, places.length + 2);
    return withClass(changed, target);
  }

  private boolean isOf(int method, String owner, String name, String descriptor) {
    int type = two(places[method] + 1);
    int nameAndType = two(places[method] + 3);
    return text(two(places[type] + 1)).equals(owner)
        && is(nameAndType, NAME_AND_TYPE)
        && text(two(places[nameAndType] + 1)).equals(name)
        && text(two(places[nameAndType] + 3)).equals(descriptor);
  }

  /** With two more entries: the name, and the class. */
  private byte[] withClass(byte[] changed, String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(changed.length + 64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(changed, 0, end);
      out.write(UTF8);
      out.writeUTF(name);
      out.write(CLASS);
      out.writeShort(places.length);
      out.write(changed, end, changed.length - end);
    } catch (IOException e) {
      throw new IllegalStateException(e); // bytes in memory
    }
    return bytes.toByteArray();
  }

  private static void putTwo(byte[] bytes, int place, int value) {
    bytes[place] = (byte) (value >> 8);
    bytes[place + 1] = (byte) value;
  }

  /** Returns the class file under another name; none of its descriptors may hold the old one. */
  byte[] renamed(String from, String to) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(classFile.length);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (int i = 1; i < places.length; i++) {
        if (is(i, UTF8) && text(i).equals(from)) {
          out.write(classFile, 0, places[i] + 1);
          out.writeUTF(to);
          int rest = places[i] + 3 + two(places[i] + 1);
          out.write(classFile, rest, classFile.length - rest);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e); // bytes in memory
    }
    return bytes.toByteArray();
  }
}
