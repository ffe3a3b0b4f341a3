package io.procex.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;

/**
 * Puts the tables of a run between the marks that a page in Markdown has for them. Arguments:
 * bench.json, the page, and what follows the names in the marks for a run on other JDKs. What was
 * not measured stays as it is.
 */
public final class PerformancePage {
  private static final String END = "<!-- end of bench -->";

  private PerformancePage() {}

  public static void main(String[] arguments) throws IOException {
    JsonNode results = new ObjectMapper().readTree(Paths.get(arguments[0]).toFile());
    Path page = Paths.get(arguments[1]);
    String suffix = arguments.length > 2 ? arguments[2] : "";
    String text = new String(Files.readAllBytes(page), UTF_8);
    text = filled(text, "conditions" + suffix, conditions(results));
    text = filled(text, "targets" + suffix, table(results.get("targets")).markdown());
    for (JsonNode scenario : results.get("scenarios")) {
      text = filled(text, scenario.get("name").asText() + suffix, tables(scenario));
    }
    Files.write(page, text.getBytes(UTF_8));
  }

  private static String conditions(JsonNode results) {
    return results.get("system").asText() + "; " + results.get("time").asText() + ".\n";
  }

  private static String tables(JsonNode scenario) {
    StringBuilder text = new StringBuilder();
    int rounds = scenario.get("rounds").asInt();
    text.append(rounds).append(rounds == 1 ? " round.\n\n" : " rounds.\n\n");
    for (JsonNode table : scenario.get("tables")) {
      text.append(table(table).markdown()).append('\n');
    }
    for (Map.Entry<String, JsonNode> each : scenario.get("leftOut").properties()) {
      text.append("Left out: " + each.getKey() + ": " + each.getValue().asText() + "\n\n");
    }
    return text.toString();
  }

  static Table table(JsonNode node) {
    Table table = new Table(node.get("title").asText());
    table.rows.clear();
    for (JsonNode row : node.get("rows")) {
      String[] cells = new String[row.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = row.get(i).asText();
      }
      table.row(cells);
    }
    return table;
  }

  static String filled(String text, String name, String content) throws IOException {
    String mark = "<!-- bench " + name + ": written by ./run bench-docs -->\n";
    int begin = text.indexOf(mark);
    int end = begin < 0 ? -1 : text.indexOf(END, begin);
    if (end < 0) {
      throw new IOException("the page has no place for " + name + ": " + mark + END);
    }
    return text.substring(0, begin + mark.length()) + content + text.substring(end);
  }
}
