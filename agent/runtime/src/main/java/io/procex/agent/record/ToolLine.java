package io.procex.agent.record;

import java.util.Map;

/** Parses a line of tools.txt, which describes its format. */
final class ToolLine {
  private static final String SEPARATOR = ": ";

  private final Tool tool = new Tool();

  private ToolLine() {}

  /** Adds what the line says about tools. Throws IllegalArgumentException if it is malformed. */
  static void read(String line, Map<String, Tool> tools) {
    String[] names = names(line);
    if (names.length == 0) {
      return;
    }
    ToolLine reader = new ToolLine();
    String text = line.trim();
    for (String entry : text.substring(text.indexOf(SEPARATOR) + 2).trim().split("\\s+", -1)) {
      reader.add(entry);
    }
    for (String name : names) {
      tools.merge(name, reader.tool, Tool::with);
    }
  }

  /** The names of the tools in a line; none if it is a comment. */
  static String[] names(String line) {
    String text = line.trim();
    if (text.isEmpty() || text.startsWith("#")) {
      return new String[0];
    }
    int colon = text.indexOf(SEPARATOR);
    if (colon < 1) {
      throw new IllegalArgumentException("a line is NAME: ENTRY...");
    }
    return text.substring(0, colon).split("\\|", -1);
  }

  private void add(String entry) {
    int colon = entry.indexOf(':');
    String rest = entry.substring(colon + 1);
    switch (entry.substring(0, Math.max(0, colon))) {
      case "flags":
        for (String flag : rest.split(",", -1)) {
          tool.addFlag(flag);
        }
        break;
      case "ok":
        tool.addHarmless(rest);
        break;
      case "word":
        tool.addCounted(rest);
        break;
      case "value":
        tool.add(new ToolOption(Subcommand.of(""), rest, ToolOption.Form.ANY, null));
        break;
      default:
        addSecret(entry);
    }
  }

  private void addSecret(String entry) {
    int mark = entry.lastIndexOf('>');
    SecretPart part = SecretPart.of(mark < 1 ? "" : entry.substring(mark + 1));
    String where = mark < 1 ? entry : entry.substring(0, mark);
    if (!addPlace(where, "run#", ToolPlace.Kind.COMMAND, null)
        && !addPlace(where, "image#", ToolPlace.Kind.IMAGE, null)
        && !addPlace(where, "@", ToolPlace.Kind.SECRET, part)) {
      addOption(where, part);
    }
  }

  private boolean addPlace(String where, String mark, ToolPlace.Kind kind, SecretPart part) {
    int at = where.lastIndexOf(mark);
    if (at >= 0) {
      boolean separated = at > 0 && where.charAt(at - 1) == '/';
      Subcommand behind = Subcommand.of(where.substring(0, separated ? at - 1 : at));
      tool.add(new ToolPlace(behind, where.substring(at + mark.length()), kind, part));
    }
    return at >= 0;
  }

  private void addOption(String where, SecretPart part) {
    int mark = where.indexOf('?');
    Subcommand behind = Subcommand.of(mark < 0 ? "" : where.substring(0, mark));
    String name = where.substring(mark + 1);
    ToolOption.Form form = form(name);
    if (form == ToolOption.Form.SEPARATE || form == ToolOption.Form.GLUED) {
      name = name.substring(0, name.length() - 1);
    }
    tool.add(new ToolOption(behind, name.replace('~', '-'), form, part));
  }

  private static ToolOption.Form form(String name) {
    if (name.startsWith("~")) {
      return ToolOption.Form.IN_CLUSTER;
    }
    switch (name.charAt(name.length() - 1)) {
      case '!':
        return ToolOption.Form.SEPARATE;
      case '_':
        return ToolOption.Form.GLUED;
      case ':':
      case '=':
        return ToolOption.Form.PREFIX;
      default:
        return ToolOption.Form.ANY;
    }
  }
}
