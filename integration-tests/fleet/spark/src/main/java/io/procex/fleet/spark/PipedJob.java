package io.procex.fleet.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * {@code PipedJob FLAG}: a job on a Spark of two workers, whose executors are JVMs of their own
 * with the agent: each partition goes through a program.
 */
public final class PipedJob {
  private static final int PARTITIONS = 8;

  private PipedJob() {}

  /** Ends with an exception if the result is wrong. */
  public static void main(String[] args) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      lines.add("line " + i);
    }
    List<String> result;
    try (JavaSparkContext spark = new JavaSparkContext(configuration(args[0]))) {
      result = spark.parallelize(lines, PARTITIONS).pipe("tr a-z A-Z").collect();
    }
    lines.replaceAll(line -> line.toUpperCase(Locale.ROOT));
    if (!lines.equals(result)) {
      throw new IOException("the result is wrong: " + result);
    }
    System.out.println(
        "Spark: " + lines.size() + " lines in " + PARTITIONS + " partitions, all right");
  }

  private static SparkConf configuration(String flag) {
    return new SparkConf()
        .setAppName("upper-case")
        .setMaster("local-cluster[2,1,1024]")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.executor.memory", "512m")
        .set("spark.executor.extraJavaOptions", flag)
        .set("spark.executorEnv.OTEL_SERVICE_NAME", "upper-case");
  }
}
