package io.procex.agent.report;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.procex.agent.record.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The findings as one HTML page that needs no other file. Text from records reaches the page only
 * as JSON, in ASCII and without a less-than sign, and is inserted as text. So it cannot become
 * markup or change the direction of writing.
 */
public final class Page {
  private static final int MOST = 15;
  private static final int MOST_ROWS = 50;
  private static final long FIRST_BUCKET = 16_000; // in ns; each further bucket is twice as wide

  private final Findings findings;
  private final StringWriter text = new StringWriter();

  private Page(Findings findings) {
    this.findings = findings;
  }

  /** The page, in ASCII. */
  public static byte[] of(Findings findings) throws IOException {
    String template = resource("page.html");
    String page =
        template
            .replace("/*STYLE*/", resource("page.css"))
            .replace("/*CHARTS*/", chartLibrary())
            .replace("/*SCRIPT*/", resource("page.js"))
            .replace("/*DATA*/", new Page(findings).data().replace("<", "\\u003c"));
    return page.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The chart library, without the one line that names another file: a source map, which is not
   * included.
   */
  private static String chartLibrary() throws IOException {
    return resource("chart.js").replaceAll("//# sourceMappingURL=\\S*", "").replace("</", "<\\/");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the jar has no " + name);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      int got;
      while ((got = in.read(buffer)) > 0) {
        out.write(buffer, 0, got);
      }
      return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }
  }

  private String data() throws IOException {
    try (JsonGenerator json =
        new JsonFactoryBuilder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("first", text(findings.first));
      json.writeStringField("last", text(findings.last));
      json.writeNumberField("records", findings.records);
      json.writeNumberField("broken", findings.broken);
      json.writeNumberField("dropped", findings.dropped);
      json.writeNumberField("launched", findings.launched);
      json.writeNumberField("failed", findings.failures.total());
      json.writeNumberField("declinedTotal", findings.declined.total());
      json.writeNumberField("inheritable", findings.inheritable);
      json.writeNumberField("living", findings.children.livingCount());
      json.writeNumberField("p50", findings.latencies.getValueAtPercentile(50));
      json.writeNumberField("p99", findings.latencies.getValueAtPercentile(99));
      writeTimeline(json);
      writeLatencies(json);
      write(json, "programs", findings.programs, MOST);
      write(json, "callers", findings.callers, MOST);
      write(json, "failures", findings.failures, MOST_ROWS);
      write(json, "declined", findings.declined, MOST_ROWS);
      write(json, "exits", findings.exits, MOST_ROWS);
      write(json, "leaks", findings.leaks, MOST_ROWS);
      json.writeNumberField("jvms", findings.jvms.size());
      write(json, "livingChildren", findings.children.living(MOST_ROWS));
      write(json, "longest", findings.children.longest());
      json.writeEndObject();
    }
    return text.toString();
  }

  private static String text(Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private void writeTimeline(JsonGenerator json) throws IOException {
    json.writeNumberField("step", findings.timeline.seconds());
    json.writeArrayFieldStart("timeline");
    for (Map.Entry<Long, long[]> step : findings.timeline.steps().entrySet()) {
      json.writeArray(
          new long[] {
            step.getKey() * findings.timeline.seconds(), step.getValue()[0], step.getValue()[1]
          },
          0,
          3);
    }
    json.writeEndArray();
  }

  private void writeLatencies(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("latencies");
    for (HistogramIterationValue bucket :
        findings.latencies.logarithmicBucketValues(FIRST_BUCKET, 2)) {
      json.writeArray(
          new long[] {bucket.getValueIteratedTo(), bucket.getCountAddedInThisIterationStep()},
          0,
          2);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String name, Counts counts, int most)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Map.Entry<String, Long> entry : counts.top(most)) {
      json.writeStartArray();
      json.writeString(Printable.of(entry.getKey()));
      json.writeNumber(entry.getValue());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String name, List<Children.Child> children)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Children.Child child : children) {
      json.writeStartArray();
      json.writeString(Printable.of(child.program));
      json.writeString(child.pid);
      json.writeString(text(child.since));
      json.writeNumber(child.life);
      json.writeEndArray();
    }
    json.writeEndArray();
  }
}
