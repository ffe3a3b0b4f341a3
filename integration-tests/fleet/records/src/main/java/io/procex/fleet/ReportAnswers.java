package io.procex.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code report --json | ReportAnswers FOLDER}: the report's answers, as the engines write theirs.
 */
public final class ReportAnswers {
  private final JsonNode report;
  private final Answers answers;

  private ReportAnswers(JsonNode report, Answers answers) {
    this.report = report;
    this.answers = answers;
  }

  /** Reads stdin. */
  public static void main(String[] args) throws IOException {
    JsonNode report = new ObjectMapper().readTree(System.in);
    new ReportAnswers(report, new Answers(Path.of(args[0]))).write();
  }

  private void write() throws IOException {
    if (!report.get("noExitIsComplete").asBoolean()) {
      throw new IOException("the report has not counted all: " + report);
    }
    write("shells", "shells", "service", "caller", "program", "launches");
    write("failures", "failures", "program", "error", "service", "version", "failures");
    write("slowest", "slowest", "program", "children", "most", "total");
    write("no-exit", "noExit", "service", "program", "children");
    write("leaks", "leaks", "service", "launches", "most");
  }

  private void write(String question, String array, String... columns) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (JsonNode group : report.get(array)) {
      List<Object> row = new ArrayList<>();
      for (String column : columns) {
        row.add(group.get(column).asText());
      }
      rows.add(row);
    }
    answers.write(question, rows);
  }
}
