package io.procex.it.detections;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.Query;

/**
 * What a published rule matches on, as a query of Lucene, whose syntax Elasticsearch and OpenSearch
 * take too. Fields are matched as keywords, as they map those of ECS.
 */
record Detection(String project, String id, String name, Query query) {
  private static final Path FOLDER = Path.of("src/test/resources/detections");

  /** Those of a folder, in the order of their files. */
  static List<Detection> all(String folder) throws Exception {
    List<Detection> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      for (Path file :
          files.filter(file -> file.toString().endsWith(".lucene")).sorted().toList()) {
        all.add(read(file));
      }
    }
    return all;
  }

  private static Detection read(Path file) throws IOException, ParseException {
    List<String> lines = Files.readAllLines(file);
    Map<String, String> head = new LinkedHashMap<>();
    for (String line : lines) {
      if (line.startsWith("# ")) {
        String[] parts = line.substring(2).split(": ", 2);
        head.put(parts[0], parts[1]);
      }
    }
    String query =
        lines.stream().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
    QueryParser parser = new QueryParser("message", new KeywordAnalyzer());
    parser.setAllowLeadingWildcard(true);
    return new Detection(
        head.get("project"), head.get("id"), head.get("name"), parser.parse(query));
  }

  /** Whether it fires on this record. */
  boolean matches(JsonNode record) {
    MemoryIndex index = new MemoryIndex();
    KeywordAnalyzer analyzer = new KeywordAnalyzer();
    for (Map.Entry<String, JsonNode> field : record.properties()) {
      Iterable<JsonNode> values =
          field.getValue().isArray() ? field.getValue() : List.of(field.getValue());
      values.forEach(value -> index.addField(field.getKey(), value.asText(), analyzer));
    }
    return index.search(query) > 0;
  }

  @Override
  public String toString() {
    return project + " " + id + " " + name;
  }
}
