package io.procex.agent.security;

import io.procex.agent.settings.Setting;
import io.procex.agent.settings.Words;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Which files a child can read and write under Landlock. Paths are taken as they are written. */
final class FileAccess {
  private static final Path OWN_PROCESS = Paths.get("/proc/self");

  /** Devices without hardware: what systemd's PrivateDevices leaves. */
  private static final List<Path> PSEUDO_DEVICES =
      paths(
          "/dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty /dev/ptmx /dev/pts"
              + " /dev/shm");

  private final boolean restrictsReading;
  private final boolean restrictsWriting;
  private final boolean restrictsAnything;
  private final List<Path> readable;
  private final List<Path> writable;

  FileAccess(Child child) {
    String reading = child.text(Setting.READ_ONLY_PATHS);
    String writing = child.text(Setting.READ_WRITE_PATHS);
    restrictsReading = reading != null;
    restrictsWriting = restrictsReading || writing != null;
    restrictsAnything = restrictsWriting || child.text(Setting.EXEC_PATHS) != null;
    writable = paths(writing);
    readable = paths(reading);
    readable.addAll(writable);
  }

  private static List<Path> paths(String text) {
    List<Path> paths = new ArrayList<>();
    for (String word : Words.split(text == null ? "" : text)) {
      paths.add(Paths.get(word.startsWith("-") ? word.substring(1) : word).normalize());
    }
    return paths;
  }

  /** Whether Landlock is used at all: then nothing can be mounted. */
  boolean isRestricted() {
    return restrictsAnything;
  }

  /** Whether nothing of a directory can be read, except what is named below it. */
  boolean hidesOthersIn(String directory) {
    Path place = Paths.get(directory);
    return restrictsReading && readable.stream().noneMatch(place::startsWith);
  }

  /** Whether nothing in these directories can be read. */
  boolean hides(String... directories) {
    return restrictsReading && areApart(readable, directories);
  }

  /** Whether nothing in these directories can be written. */
  boolean protects(String... directories) {
    return restrictsWriting && areApart(writable, directories);
  }

  /** Whether no device can be opened but those without hardware. */
  boolean hidesDevices() {
    List<Path> others = new ArrayList<>(readable);
    others.removeIf(path -> PSEUDO_DEVICES.stream().anyMatch(path::startsWith));
    return restrictsReading && areApart(others, "/dev");
  }

  /** Whether nothing can be created outside pseudo-devices. */
  boolean createsNothing() {
    return restrictsWriting && PSEUDO_DEVICES.containsAll(writable);
  }

  /** Whether no path is one of the directories, within it, or above it. */
  private static boolean areApart(List<Path> paths, String... directories) {
    return Arrays.stream(directories)
        .map(Paths::get)
        .noneMatch(place -> paths.stream().anyMatch(touches(place)));
  }

  private static Predicate<Path> touches(Path place) {
    return path -> !path.equals(OWN_PROCESS) && (path.startsWith(place) || place.startsWith(path));
  }
}
