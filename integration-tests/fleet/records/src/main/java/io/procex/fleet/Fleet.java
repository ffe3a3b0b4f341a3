package io.procex.fleet;

import io.procex.agent.record.Field;
import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * {@code Fleet FOLDER SEED TIMES}: the records of a hundred JVMs, or some times as many, over a
 * day, by the agent's own formats, as they would lie in an object store.
 */
public final class Fleet {
  private static final List<String> FORMATS = List.of("json", "ecs", "otlp");

  /** Its disk was full once: a line stays cut off, as the agent leaves it then. */
  private static final String UNLUCKY = "h042";

  private final Path folder;
  private long records;

  private Fleet(Path folder) {
    this.folder = folder;
  }

  /** Writes the files, and says how many records. */
  public static void main(String[] args) throws IOException {
    Fleet fleet = new Fleet(Path.of(args[0]));
    int number = 0;
    for (Service service : Service.all()) {
      for (int i = 0; i < service.jvms() * Integer.parseInt(args[2]); i++) {
        fleet.write(new Jvm(service, ++number, Long.parseLong(args[1])));
      }
    }
    System.out.println(fleet.records + " records of " + number + " JVMs");
  }

  private void write(Jvm jvm) throws IOException {
    List<Record> all = Day.of(jvm);
    records += all.size();
    Map<String, List<Record>> byDate =
        all.stream().collect(Collectors.groupingBy(Fleet::date, TreeMap::new, Collectors.toList()));
    for (Map.Entry<String, List<Record>> day : byDate.entrySet()) {
      for (String format : FORMATS) {
        write(format, jvm, day.getKey(), day.getValue());
      }
    }
  }

  private static String date(Record record) {
    return record.get(Field.TIME).toString().substring(0, "2026-11-28".length());
  }

  private void write(String name, Jvm jvm, String date, List<Record> day) throws IOException {
    Path place =
        folder
            .resolve(name)
            .resolve("service=" + jvm.service.name())
            .resolve("date=" + date)
            .resolve("host=" + jvm.host);
    Format format = Format.named(name, jvm::resource);
    Path file = Files.createDirectories(place).resolve(jvm.pod + ".json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (Record record : day) {
        out.write(format.encode(record));
      }
      if (jvm.host.equals(UNLUCKY)) {
        byte[] line = format.encode(day.get(0));
        out.write(Arrays.copyOf(line, line.length / 2));
      }
    }
  }
}
