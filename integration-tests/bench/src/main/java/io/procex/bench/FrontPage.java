package io.procex.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** Puts the first table of whole lives into the README. Arguments: bench.json, the page. */
public final class FrontPage {
  private FrontPage() {}

  public static void main(String[] arguments) throws IOException {
    JsonNode results = new ObjectMapper().readTree(Paths.get(arguments[0]).toFile());
    Path page = Paths.get(arguments[1]);
    String text = new String(Files.readAllBytes(page), UTF_8);
    for (JsonNode scenario : results.get("scenarios")) {
      if (scenario.get("name").asText().equals("life")) {
        String table = PerformancePage.table(scenario.get("tables").get(0)).markdown();
        text = PerformancePage.filled(text, "life", table);
      }
    }
    Files.write(page, text.getBytes(UTF_8));
  }
}
