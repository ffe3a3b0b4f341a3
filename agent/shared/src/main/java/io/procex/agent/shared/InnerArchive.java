package io.procex.agent.shared;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The files of a jar within this jar. It reads the list of entries itself: ZipInputStream would
 * have to read all files to find one, 40 µs for each.
 */
public final class InnerArchive {
  private static final int END_SIZE = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int ENTRY_SIZE = 46; // an entry of the list, without its names
  private static final int HEADER_SIZE = 30; // the header before a file's bytes

  private final byte[] jar;
  private final Map<String, Integer> places = new HashMap<>(); // offsets in the list, by name

  /** Reads a jar from a stream to its end. */
  public InnerArchive(InputStream in) throws IOException {
    jar = rest(in);
    int end = jar.length - END_SIZE; // our jars have no comment at their end
    if (end < 0 || four(end) != END_SIGNATURE) {
      throw new IOException("not a jar");
    }
    int count = two(end + 10);
    int place = four(end + 16);
    for (int i = 0; i < count; i++) {
      int length = two(place + 28);
      places.put(new String(jar, place + ENTRY_SIZE, length, StandardCharsets.US_ASCII), place);
      place += ENTRY_SIZE + length + two(place + 30) + two(place + 32);
    }
  }

  /**
   * Reads a stream to its end; InputStream.readAllBytes exists from JDK 9 on. If the stream knows
   * its length, the array is not copied.
   */
  static byte[] rest(InputStream in) throws IOException {
    byte[] bytes = new byte[Math.max(in.available(), 32)];
    int length = 0;
    int got;
    while ((got = in.read(bytes, length, bytes.length - length)) >= 0) {
      length += got;
      if (length == bytes.length) {
        int next = in.read();
        if (next < 0) {
          return bytes;
        }
        bytes = Arrays.copyOf(bytes, 2 * length);
        bytes[length++] = (byte) next;
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  /** The bytes of a file, or null if the jar has none of that name. */
  public byte[] read(String name) {
    Integer place = places.get(name);
    if (place == null) {
      return null;
    }
    byte[] file = new byte[four(place + 24)];
    int header = four(place + 42);
    int start = header + HEADER_SIZE + two(header + 26) + two(header + 28);
    if (two(place + 10) == 0) {
      System.arraycopy(jar, start, file, 0, file.length);
    } else {
      inflate(start, four(place + 20), file);
    }
    return file;
  }

  private void inflate(int start, int length, byte[] file) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(jar, start, length);
      inflater.inflate(file);
    } catch (DataFormatException e) {
      throw new IllegalStateException("the agent's jar is damaged", e);
    } finally {
      inflater.end();
    }
  }

  private int two(int place) {
    return (jar[place] & 0xff) | (jar[place + 1] & 0xff) << 8;
  }

  private int four(int place) {
    return two(place) | two(place + 2) << 16;
  }
}
