package io.procex.agent.cli;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The list of the parts that the build has put into the jar, with their hashes, as {@code
 * sha256sum} writes it.
 */
final class PartList {
  /** The list's own name in the jar. It does not list itself. */
  static final String NAME = "META-INF/procex-agent/SHA256SUMS";

  private static final int HASH = 64;
  private static final String GAP = "  ";

  private PartList() {}

  /**
   * Returns the hashes by name, in the order of the list.
   *
   * @throws CommandFailure if the bytes are no such list
   */
  static Map<String, String> read(byte[] bytes) throws CommandFailure {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      if (!line.isEmpty()) {
        int name = HASH + GAP.length();
        if (line.length() <= name || !line.startsWith(GAP, HASH)) {
          throw new CommandFailure("the jar's list of its parts is damaged: " + NAME);
        }
        hashes.put(line.substring(name), line.substring(0, HASH));
      }
    }
    if (hashes.isEmpty()) {
      throw new CommandFailure("the jar's list of its parts is empty: " + NAME);
    }
    return hashes;
  }
}
