package io.procex.hosts.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which records there have to be: two characters for each launch, for itself and for its end. */
final class Expected {
  private static final byte NONE = '0';
  private static final byte ONE = '1';
  private static final byte EITHER = '?';

  private final byte[] bytes;

  Expected(int launches) {
    bytes = new byte[2 * launches];
  }

  /** After the launch is over. */
  void note(Attempt attempt, boolean fileMissed) {
    Era era = attempt.era();
    boolean sure = era.sure && !fileMissed;
    int at = 2 * attempt.number;
    bytes[at] = !sure ? EITHER : era.attached ? ONE : NONE;
    if (!attempt.hasStarted()) {
      bytes[at + 1] = NONE;
    } else if (sure && attempt.hasEnded() && attempt.eraLasts()) {
      bytes[at + 1] = era.attached ? ONE : EITHER; // the agent tells of all ends at times
    } else {
      bytes[at + 1] = EITHER;
    }
  }

  void write(Path file) throws IOException {
    Files.write(file, bytes);
  }
}
