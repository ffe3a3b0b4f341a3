package io.procex.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.procex.bench.host.LaunchHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM that launches in a round of its own, and whose records say where the time went. */
final class RecordedHost implements Contender {
  private final JavaHome java;
  private final Way way;
  private final Load load;
  private final Path log;

  /** log: where the way has records written to. */
  RecordedHost(JavaHome java, Way way, Load load, Path log) {
    this.java = java;
    this.way = way;
    this.load = load;
    this.log = log;
  }

  @Override
  public Subject subject() {
    return new Subject(java.version(), load.label, way.name);
  }

  /** The records are complete when the host has ended. */
  @Override
  public Map<Metric, Samples> measure() throws IOException {
    Files.deleteIfExists(log);
    HostJvm host = new HostJvm(java, way, load, LaunchHost.class);
    Map<Metric, Samples> batch;
    try {
      host.open();
      batch = host.measure();
    } finally {
      host.close();
    }
    List<JsonNode> launches = launches();
    List<JsonNode> measured =
        launches.subList(launches.size() - load.launches, launches.size()); // after the warm-up
    Samples call = figures(measured, "procex.launch.duration");
    Samples core = figures(measured, "procex.launch.core_duration");
    batch.put(Metric.CORE, core);
    batch.put(Metric.BRIDGE, call.minus(core));
    batch.put(Metric.REST, batch.get(Metric.START).minus(call));
    return batch;
  }

  private List<JsonNode> launches() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> launches = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      JsonNode record = mapper.readTree(line);
      if (record.get("event.name").asText().equals("launch")) {
        launches.add(record);
      }
    }
    return launches;
  }

  private static Samples figures(List<JsonNode> records, String field) {
    return Samples.of(records.stream().mapToDouble(each -> each.get(field).asDouble()).toArray());
  }
}
