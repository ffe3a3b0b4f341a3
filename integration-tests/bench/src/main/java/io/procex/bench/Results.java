package io.procex.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.HdrHistogram.Histogram;

/** All that was measured, as JSON: the tables as they are shown, and the figures behind them. */
final class Results {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final double[] PERCENTILES = {1, 10, 25, 50, 75, 90, 95, 99, 99.9, 100};

  final ObjectNode json = MAPPER.createObjectNode();

  Results(String system, List<Section> sections, Table targets) {
    json.put("system", system);
    json.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    addTable(targets, json.putObject("targets"));
    ArrayNode scenarios = json.putArray("scenarios");
    for (Section section : sections) {
      addSection(section, scenarios.addObject());
    }
  }

  void write(Path file) throws IOException {
    MAPPER.writeValue(file.toFile(), json);
  }

  private static void addSection(Section section, ObjectNode node) {
    node.put("name", section.scenario.name());
    node.put("title", section.scenario.title());
    node.put("explanation", section.scenario.explanation());
    node.put("rounds", section.rounds);
    ArrayNode tables = node.putArray("tables");
    section.tables().forEach(table -> addTable(table, tables.addObject()));
    ObjectNode leftOut = node.putObject("leftOut");
    section.findings.leftOut().forEach(leftOut::put);
    ArrayNode metrics = node.putArray("metrics");
    for (Metric metric : section.scenario.metrics()) {
      ObjectNode shown = metrics.addObject();
      shown.put("title", metric.title());
      ArrayNode series = shown.putArray("series");
      section.findings.of(metric).forEach(each -> addSeries(each, series.addObject()));
    }
  }

  private static void addTable(Table table, ObjectNode node) {
    node.put("title", table.title);
    ArrayNode rows = node.putArray("rows");
    for (String[] cells : table.rows) {
      ArrayNode row = rows.addArray();
      for (String cell : cells) {
        row.add(cell);
      }
    }
  }

  private static void addSeries(Series series, ObjectNode node) {
    node.put("jdk", series.subject.jdk);
    node.put("load", series.subject.load);
    node.put("contender", series.subject.contender);
    double divisor = series.metric.divisor;
    ArrayNode rounds = node.putArray("rounds");
    series.medians().forEach(median -> rounds.add(median / divisor));
    node.put("median", series.medians().median() / divisor);
    if (series.metric.perLaunch) {
      Histogram all = series.all();
      node.put("launches", all.getTotalCount());
      ObjectNode percentiles = node.putObject("percentiles");
      for (double percent : PERCENTILES) {
        percentiles.put(Double.toString(percent), all.getValueAtPercentile(percent) / divisor);
      }
    }
  }
}
