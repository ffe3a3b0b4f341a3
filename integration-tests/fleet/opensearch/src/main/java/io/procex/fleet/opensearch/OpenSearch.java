package io.procex.fleet.opensearch;

import io.procex.fleet.Answers;
import io.procex.fleet.Questions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code OpenSearch QUESTIONS STORE ANSWERS DATA}: starts a node of OpenSearch, loads, and asks it.
 */
public final class OpenSearch {
  private static final String TOTAL = "seconds and nanoseconds";
  private static final long NANOS = 1_000_000_000L;

  /** What of each group is in the answer, besides the words of its key. */
  private static final Map<String, List<String>> NUMBERS =
      Map.of(
          "shells", List.of("doc_count"),
          "failures", List.of("doc_count"),
          "slowest", List.of("doc_count", "longest.value", TOTAL),
          "no-exit", List.of("left.count"),
          "leaks", List.of("doc_count", "most.value"));

  /** The one line that is cut off. */
  private static final int MOST_REFUSED = 1;

  private OpenSearch() {}

  /** Writes the answers. */
  public static void main(String[] args) throws Exception {
    Path store = Path.of(args[1]);
    Questions questions = new Questions(Path.of(args[0], "opensearch"), store);
    Answers answers = new Answers(Path.of(args[2]));
    try (LocalNode node = LocalNode.start(Path.of(args[3]))) {
      Requests requests = new Requests(node.url());
      requests.send("PUT", "/_index_template/procex", questions.text("template.json"));
      Loading loading = new Loading(requests);
      loading.load(store);
      if (loading.refused() > MOST_REFUSED) {
        throw new IOException(loading.refused() + " records were refused");
      }
      for (String question : Questions.ALL) {
        String body = questions.text(question + ".json");
        Map<String, Object> answer = requests.send("POST", "/procex-*/_search", body);
        answers.write(question, rows(answer, NUMBERS.get(question)));
      }
    }
  }

  private static List<List<Object>> rows(Map<String, Object> answer, List<String> numbers) {
    List<List<Object>> rows = new ArrayList<>();
    for (Object group : (List<?>) at(answer, "aggregations.groups.buckets")) {
      Object key = at(group, "key");
      List<Object> row = new ArrayList<>(key instanceof List ? (List<?>) key : List.of(key));
      for (String number : numbers) {
        row.add(number.equals(TOTAL) ? total(group) : number(group, number));
      }
      rows.add(row);
    }
    return rows;
  }

  /** In nanoseconds. A sum of OpenSearch is a double, and so is exact below 104 days only. */
  private static long total(Object group) {
    return number(group, "seconds.value") * NANOS + number(group, "nanoseconds.value");
  }

  private static long number(Object group, String path) {
    return ((Number) at(group, path)).longValue();
  }

  private static Object at(Object object, String path) {
    Object found = object;
    for (String name : path.split("\\.", -1)) {
      found = ((Map<?, ?>) found).get(name);
    }
    return found;
  }
}
