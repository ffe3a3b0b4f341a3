package io.procex.it.differential;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** The list of intended differences, and the comparison of two runs with it. */
final class Differences {
  private Differences() {}

  /** All of differences.json. */
  static List<Difference> intended() throws IOException {
    try (InputStream file = Differences.class.getResourceAsStream("/differences.json")) {
      return new ObjectMapper().readValue(file, new TypeReference<List<Difference>>() {});
    }
  }

  /** What two runs show differently, beyond what is intended; and what is intended and not seen. */
  static List<String> unexplained(
      Map<String, String> stock, Map<String, String> agent, List<Difference> intended) {
    List<Difference> unseen = new ArrayList<>(intended);
    List<String> problems = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(stock.keySet());
    names.addAll(agent.keySet());
    for (String name : names) {
      String without = stock.get(name);
      String with = agent.get(name);
      if (Objects.equals(without, with)) {
        continue;
      }
      List<Difference> explaining =
          intended.stream().filter(known -> known.explains(name, without, with)).toList();
      unseen.removeAll(explaining);
      if (explaining.isEmpty()) {
        problems.add(name + "\n  stock: " + without + "\n  agent: " + with);
      }
    }
    for (Difference missing : unseen) {
      if (!missing.optional()) {
        problems.add("intended, but not seen: " + missing.better() + " at " + missing.where());
      }
    }
    return problems;
  }
}
