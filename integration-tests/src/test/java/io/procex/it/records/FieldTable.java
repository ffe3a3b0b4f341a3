package io.procex.it.records;

import java.util.Locale;

/** The tables of docs/records.md, made from the lists in the jar. */
public final class FieldTable {
  private static final String BEGIN = "<!-- fields: written by ./run docs -->\n";
  private static final String END = "<!-- end of fields -->";

  private FieldTable() {}

  /** The page with its tables as they should be. */
  public static String renew(String page) throws Exception {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("no place for the fields: " + BEGIN + END);
    }
    return page.substring(0, begin + BEGIN.length()) + tables() + page.substring(end);
  }

  private static String tables() throws Exception {
    StringBuilder text = new StringBuilder("| event | when |\n|---|---|\n");
    for (String[] event : RecordField.events()) {
      text.append(String.format("| `%s` | %s |%n", event[0], event[1]));
    }
    text.append("\n| `log.format=json` | `log.format=ecs` | type | meaning |\n|---|---|---|---|\n");
    for (RecordField field : RecordField.all()) {
      String ecs = field.ecs().equals(field.otel()) ? "the same" : "`" + field.ecs() + "`";
      text.append(
          String.format(
              "| `%s` | %s | %s | %s |%n",
              field.otel(), ecs, field.type().toLowerCase(Locale.ROOT), field.meaning()));
    }
    text.append("\nOf the JVM, in each record:\n\n");
    text.append("| resource in `otlp` | `json` | `ecs` | meaning or source |\n|---|---|---|---|\n");
    for (String[] field : RecordField.ofResource()) {
      text.append(
          String.format(
              "| `%s` | %s | %s | %s |%n",
              field[0], cell(field[0], field[1]), cell(field[0], field[2]), field[3]));
    }
    return text.toString();
  }

  private static String cell(String first, String name) {
    if (name == null) {
      return "";
    }
    return name.equals(first) ? "the same" : "`" + name + "`";
  }
}
