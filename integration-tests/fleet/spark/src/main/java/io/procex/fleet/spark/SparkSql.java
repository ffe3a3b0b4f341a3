package io.procex.fleet.spark;

import io.procex.fleet.Answers;
import io.procex.fleet.Questions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** {@code SparkSql QUESTIONS STORE ANSWERS}: asks Apache Spark, in this process. */
public final class SparkSql {
  private SparkSql() {}

  /** Writes the answers. */
  public static void main(String[] args) throws Exception {
    Questions questions = new Questions(Path.of(args[0]), Path.of(args[1]));
    Answers answers = new Answers(Path.of(args[2]));
    try (SparkSession spark = session()) {
      spark.sql(questions.text("records.spark.sql"));
      for (String question : Questions.ALL) {
        answers.write(question, rows(spark, questions.text(question + ".sql")));
      }
    }
  }

  private static SparkSession session() {
    return SparkSession.builder()
        .appName("fleet")
        .master("local[2]")
        .config("spark.ui.enabled", false)
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        // Names with dots in double quotes, as the standard has them: one SQL for two engines.
        .config("spark.sql.ansi.enabled", true)
        .config("spark.sql.ansi.doubleQuotedIdentifiers", true)
        .config("spark.sql.shuffle.partitions", 2)
        .getOrCreate();
  }

  private static List<List<Object>> rows(SparkSession spark, String question) {
    List<List<Object>> rows = new ArrayList<>();
    for (Row result : spark.sql(question).collectAsList()) {
      List<Object> row = new ArrayList<>();
      for (int i = 0; i < result.size(); i++) {
        row.add(result.get(i));
      }
      rows.add(row);
    }
    return rows;
  }
}
