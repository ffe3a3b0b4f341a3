package io.procex.agent.settings;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Adds the variables of a trace to the settings of a child, as OpenTelemetry's specification of
 * environment variables as carriers names them.
 */
public final class TraceBlock {
  private static final int HEAD = 8;
  private static final int NO_FLAGS = 0;
  private static final String PARENT = "TRACEPARENT=";
  private static final String STATE = "TRACESTATE=";
  private static final String STATE_IS_NONE = "TRACESTATE";
  private static final String BAGGAGE = "BAGGAGE=";
  private static final int USUAL = 55; // of version 00

  private final byte[] block;

  /** The block with a parent of the usual length, which is not filled in yet. */
  private final byte[] usual;

  private final int place;

  /** Prepares for launches: the block is that of all other settings. */
  public TraceBlock(byte[] block) {
    this.block = block;
    this.usual = add(block, new byte[USUAL], null, null);
    this.place = block.length + HEAD + PARENT.length();
  }

  /** As {@link #add}. A launch waits for it: with a usual parent alone, two copies. */
  public byte[] with(byte[] parent, String state, String baggage) {
    if (parent == null || parent.length != USUAL || state != null || baggage != null) {
      return add(block, parent, state, baggage);
    }
    byte[] all = usual.clone();
    System.arraycopy(parent, 0, all, place, USUAL);
    return all;
  }

  /**
   * The block with a list for the trace and one for the baggage at its end, each if it is not null.
   * All texts are ASCII. A state that is null removes an older one, which belongs to another trace.
   */
  static byte[] add(byte[] block, byte[] parent, String state, String baggage) {
    byte[] all = block;
    if (parent != null) {
      String second = state == null ? STATE_IS_NONE : STATE + state;
      all = add(all, PARENT + new String(parent, StandardCharsets.US_ASCII), second);
    }
    return baggage == null ? all : add(all, BAGGAGE + baggage, "");
  }

  /** Adds a list of one or two. */
  private static byte[] add(byte[] block, String first, String second) {
    int list = first.length() + 1 + (second.isEmpty() ? 0 : second.length() + 1) + 1;
    int size = SettingsBlock.rounded(list);
    byte[] all = Arrays.copyOf(block, block.length + HEAD + size);
    ByteBuffer head = SettingsBlock.over(all);
    head.putShort(block.length, (short) SettingNumbers.TRACE);
    head.putShort(block.length + 2, (short) NO_FLAGS);
    head.putInt(block.length + 4, size);
    int at = block.length + HEAD;
    copy(first, all, at);
    copy(second, all, at + first.length() + 1);
    return all;
  }

  @SuppressWarnings("deprecation") // it drops what is no ASCII, of which there is none
  private static void copy(String text, byte[] to, int at) {
    text.getBytes(0, text.length(), to, at);
  }
}
