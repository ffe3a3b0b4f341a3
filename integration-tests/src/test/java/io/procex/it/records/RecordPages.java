package io.procex.it.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the documentation has of the list of fields, by file. */
public final class RecordPages {
  private RecordPages() {}

  /** The files as they should be, given the directory that they are in. */
  public static Map<Path, String> of(Path docs) throws Exception {
    Map<Path, String> pages = new LinkedHashMap<>();
    pages.put(docs.resolve("records.schema.json"), RecordSchema.of(false));
    pages.put(docs.resolve("records.ecs.schema.json"), RecordSchema.of(true));
    Path page = docs.resolve("records.md");
    pages.put(page, FieldTable.renew(Files.readString(page)));
    return pages;
  }

  /** Writes them anew. */
  public static void write(Path docs) throws IOException {
    try {
      for (Map.Entry<Path, String> page : of(docs).entrySet()) {
        Files.writeString(page.getKey(), page.getValue());
      }
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
