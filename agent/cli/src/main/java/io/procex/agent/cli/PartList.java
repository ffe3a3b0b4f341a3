package io.procex.agent.cli;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the build has put into the jar, with the hash of each: written by {@code sha256sum}. */
final class PartList {
  /** Where it lies; it cannot name itself. */
  static final String NAME = "META-INF/procex-agent/SHA256SUMS";

  private static final int HASH = 64;
  private static final String GAP = "  ";

  private PartList() {}

  /**
   * Hashes by name, in the list's order.
   *
   * @throws CommandFailure if that is no such list
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
