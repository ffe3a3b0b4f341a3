package io.procex.agent.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A service as its files describe it: the unit's own file, and drop-ins in systemd's order. */
public final class Unit {
  private static final String SECTION = "Service";

  final Root root;
  final UnitName name;
  private final UnitFile fragment;
  private final Map<String, UnitFile> dropIns;

  private Unit(Root root, UnitName name, UnitFile fragment, Map<String, UnitFile> dropIns) {
    this.root = root;
    this.name = name;
    this.fragment = fragment;
    this.dropIns = dropIns;
  }

  /** Reads the files of a unit. It must be possible to start the unit. */
  public static Unit load(Root root, UnitName given) throws IOException, Refusal {
    UnitFiles files = new UnitFiles(root);
    UnitName name = files.resolve(given);
    if (name.isTemplate()) {
      String instance = name.toString().replace("@.", "@INSTANCE.");
      throw new Refusal(name + ": is a template: name an instance of it, such as " + instance);
    }
    Path file = files.fragment(name);
    if (file == null) {
      throw new Refusal(name + ": " + absent(root, name));
    }
    Map<String, UnitFile> dropIns = new TreeMap<>();
    for (Map.Entry<String, Path> dropIn : files.dropIns(name).entrySet()) {
      Path there = root.find(root.inside(dropIn.getValue()));
      if (Files.isRegularFile(there)) { // a masked unit is a link to /dev/null
        dropIns.put(dropIn.getKey(), UnitFile.read(root.inside(dropIn.getValue()), there, SECTION));
      }
    }
    return new Unit(root, name, UnitFile.read(root.inside(file), file, SECTION), dropIns);
  }

  private static String absent(Root root, UnitName name) throws IOException {
    return Files.exists(root.find("/etc/init.d/" + name.stem()))
        ? "no unit, but /etc/init.d/"
            + name.stem()
            + ": put the flag where that script reads the JVM's options"
        : "no such unit";
  }

  /** The unit's own name, if it was found by an alias. */
  public UnitName name() {
    return name;
  }

  /** The unit as it would be with that drop-in; without it if the text is null. */
  Unit with(String dropIn, String file, String text) {
    Map<String, UnitFile> others = new TreeMap<>(dropIns);
    if (text == null) {
      others.remove(dropIn);
    } else {
      others.put(dropIn, UnitFile.parse(file, text, SECTION));
    }
    return new Unit(root, name, fragment, others);
  }

  /** All files in the order in which they apply; the last one wins. */
  List<UnitFile> files() {
    List<UnitFile> files = new ArrayList<>();
    files.add(fragment);
    files.addAll(dropIns.values());
    return files;
  }

  /** The last value of a setting; empty if there is none. */
  String last(String key) {
    String last = "";
    for (UnitFile file : files()) {
      for (UnitFile.Assignment assignment : file.assignments) {
        last = assignment.key.equals(key) ? assignment.value : last;
      }
    }
    return last;
  }

  /** All values of a list. An empty value clears those before it. */
  List<String> all(String key) {
    List<String> all = new ArrayList<>();
    for (UnitFile file : files()) {
      for (UnitFile.Assignment assignment : file.assignments) {
        if (assignment.key.equals(key)) {
          if (assignment.value.isEmpty()) {
            all.clear();
          } else {
            all.add(assignment.value);
          }
        }
      }
    }
    return all;
  }

  boolean is(String key) {
    return last(key).matches("(?i)1|yes|y|true|t|on");
  }
}
