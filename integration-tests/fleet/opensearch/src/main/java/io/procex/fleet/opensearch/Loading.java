package io.procex.fleet.opensearch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Loads the records in the format ecs as they are, into an index for each day. */
final class Loading {
  private static final Pattern DATE = Pattern.compile("date=([0-9-]+)");

  private final Requests requests;
  private int refused;

  Loading(Requests requests) {
    this.requests = requests;
  }

  void load(Path store) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.walk(store.resolve("ecs"))) {
      files = all.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
    }
    for (Path file : files) {
      loadFile(file);
    }
    requests.send("POST", "/procex-*/_refresh", "");
  }

  private void loadFile(Path file) throws Exception {
    Matcher date = DATE.matcher(file.toString());
    if (!date.find()) {
      throw new IOException(file + ": not in a folder with a date");
    }
    StringBuilder bulk = new StringBuilder();
    try (BufferedReader lines = new BufferedReader(reader(file))) {
      for (String line; (line = lines.readLine()) != null; ) {
        bulk.append("{\"create\":{}}\n").append(line).append('\n');
      }
    }
    Map<String, Object> answer =
        requests.send("POST", "/procex-" + date.group(1) + "/_bulk", bulk.toString());
    for (Object item : (List<?>) answer.get("items")) {
      refused += ((Map<?, ?>) ((Map<?, ?>) item).get("create")).containsKey("error") ? 1 : 0;
    }
  }

  /** How many lines it did not take: those that are cut off. */
  int refused() {
    return refused;
  }

  private static InputStreamReader reader(Path file) throws IOException {
    return new InputStreamReader(
        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8);
  }
}
