package io.procex.agent.settings;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Adds the variables of a trace to the settings of a child, as OpenTelemetry's specification of
 * environment variables as carriers names them. A launch waits for it: one array, no encoder.
 */
public final class TraceBlock {
  private static final int HEAD = 8;
  private static final int NO_FLAGS = 0;
  private static final String PARENT = "TRACEPARENT=";
  private static final String STATE = "TRACESTATE=";
  private static final String STATE_IS_NONE = "TRACESTATE";
  private static final String BAGGAGE = "BAGGAGE=";

  private TraceBlock() {}

  /**
   * The block with a list for the trace and one for the baggage at its end, each if it is not null.
   * All texts are ASCII. A state that is null removes an older one, which belongs to another trace.
   */
  public static byte[] add(byte[] block, String parent, String state, String baggage) {
    byte[] all = block;
    if (parent != null) {
      String second = state == null ? STATE_IS_NONE : STATE + state;
      all = add(all, PARENT + parent, second);
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
