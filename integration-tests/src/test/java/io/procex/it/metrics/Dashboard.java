package io.procex.it.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The dashboard of docs, with its variables as Grafana fills them in for all JVMs. */
final class Dashboard {
  private final JsonNode root;

  Dashboard() throws IOException {
    root = new ObjectMapper().readTree(Path.of("../docs/metrics/grafana-dashboard.json").toFile());
  }

  JsonNode panels() {
    return root.path("panels");
  }

  /** What each panel asks Prometheus for, by the panel's title and the letter of the query. */
  Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    for (JsonNode panel : panels()) {
      for (JsonNode target : panel.path("targets")) {
        String name = panel.path("title").asText() + " " + target.path("refId").asText();
        queries.put(name, filled(target.path("expr").asText()));
      }
    }
    return queries;
  }

  /** The values that one can choose from are labels of a series: label_values(SERIES, LABEL). */
  Map<String, String> variables() {
    Map<String, String> series = new LinkedHashMap<>();
    for (JsonNode variable : root.path("templating").path("list")) {
      String query = variable.path("definition").asText();
      if (!query.isEmpty()) {
        String selector =
            query.replaceFirst("label_values\\((.*), *(\\w+)\\)", "count by ($2) ($1)");
        series.put(variable.path("name").asText(), filled(selector));
      }
    }
    return series;
  }

  private static String filled(String query) {
    return query
        .replace("$__rate_interval", "10s")
        .replace("$job", ".*")
        .replace("$instance", ".*");
  }
}
