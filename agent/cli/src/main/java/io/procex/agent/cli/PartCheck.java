package io.procex.agent.cli;

import io.procex.agent.shared.AgentJar;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Compares a jar, the library in front of it and the libraries beside it with the jar's list of
 * parts.
 */
final class PartCheck {
  private static final String NATIVE = "META-INF/native/";
  private static final String IN_FRONT = "in front of the archive";

  private final Path jar;
  private final Map<String, String> expected;
  private final String list;
  private final List<Part> parts = new ArrayList<>();

  private PartCheck(Path jar, byte[] list) throws CommandFailure {
    this.jar = jar;
    this.expected = PartList.read(list);
    this.list = Sha256.of(list);
  }

  /**
   * Compares all parts.
   *
   * @throws CommandFailure if the jar has no list
   */
  static PartCheck of(Path jar) throws CommandFailure {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry list = zip.getEntry(PartList.NAME);
      if (list == null) {
        throw new CommandFailure(jar + " has no list of its parts, " + PartList.NAME);
      }
      PartCheck check = new PartCheck(jar, read(zip, list));
      check.look(zip);
      return check;
    } catch (IOException e) {
      throw new CommandFailure(jar + " cannot be read: " + e.getMessage());
    }
  }

  /** All parts, including those that are not in the list. */
  List<Part> parts() {
    return Collections.unmodifiableList(parts);
  }

  /** The hash of the list of parts, which a statement about the build names. */
  String listHash() {
    return list;
  }

  private void look(ZipFile zip) throws IOException {
    for (Map.Entry<String, String> part : expected.entrySet()) {
      parts.add(compare(zip, part.getKey(), part.getValue()));
    }
    Set<String> seen = new HashSet<>();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName();
      if (!seen.add(name)) {
        parts.add(Part.inTrouble(name, "twice in the jar"));
      } else if (!expected.containsKey(name) && !name.equals(PartList.NAME)) {
        parts.add(Part.inTrouble(name, "added, the list does not name it"));
      }
    }
    lookInFront(zip);
    lookBeside();
  }

  private static Part compare(ZipFile zip, String name, String hash) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return Part.inTrouble(name, "missing");
    }
    try {
      return Part.compared(name, hash, Sha256.of(read(zip, entry)));
    } catch (IOException | RuntimeException damaged) {
      return Part.inTrouble(name, "cannot be read: " + damaged.getMessage());
    }
  }

  private static byte[] read(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return AgentJar.rest(in);
    }
  }

  /** Compares the library in front of the archive, if there is one, with those in the jar. */
  private void lookInFront(ZipFile zip) throws IOException {
    byte[] file = Files.readAllBytes(jar);
    if (beginsArchive(file, 0)) {
      return;
    }
    for (Map.Entry<String, String> part : expected.entrySet()) {
      ZipEntry library = part.getKey().startsWith(NATIVE) ? zip.getEntry(part.getKey()) : null;
      int end = library == null ? -1 : (int) library.getSize();
      if (beginsArchive(file, end) && Sha256.of(file, end).equals(part.getValue())) {
        parts.add(Part.compared(IN_FRONT, part.getValue(), part.getValue()));
        return;
      }
    }
    parts.add(Part.inTrouble(IN_FRONT, "changed, it is no library of this jar"));
  }

  private static boolean beginsArchive(byte[] file, int at) {
    return at >= 0 && at + 1 < file.length && file[at] == 'P' && file[at + 1] == 'K';
  }

  /** Compares libraries beside the jar, where packages put them. None has to be there. */
  private void lookBeside() throws IOException {
    for (Map.Entry<String, String> part : expected.entrySet()) {
      if (part.getKey().startsWith(NATIVE)) {
        String platform = new File(part.getKey()).getParentFile().getName();
        Path beside = jar.resolveSibling("libprocex-" + platform + ".so");
        if (Files.isRegularFile(beside)) {
          String hash = Sha256.of(Files.readAllBytes(beside));
          parts.add(Part.compared(beside.toString(), part.getValue(), hash));
        }
      }
    }
  }
}
