package io.procex.fleet.duckdb;

import io.procex.fleet.Answers;
import io.procex.fleet.Questions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** {@code DuckDb QUESTIONS STORE ANSWERS}: asks DuckDB. */
public final class DuckDb {
  private DuckDb() {}

  /** Writes the answers. */
  public static void main(String[] args) throws Exception {
    Questions questions = new Questions(Path.of(args[0]), Path.of(args[1]));
    Answers answers = new Answers(Path.of(args[2]));
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      statement.execute("SET memory_limit = '1GB'");
      statement.execute(questions.text("records.duckdb.sql"));
      for (String question : Questions.ALL) {
        try (ResultSet rows = statement.executeQuery(questions.text(question + ".sql"))) {
          answers.write(question, rows(rows));
        }
      }
    }
  }

  private static List<List<Object>> rows(ResultSet result) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<Object> row = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        row.add(result.getObject(i));
      }
      rows.add(row);
    }
    return rows;
  }
}
