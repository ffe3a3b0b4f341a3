package io.procex.agent.sink;

import io.procex.agent.record.OtlpFormat;
import io.procex.agent.record.Record;
import io.procex.agent.record.Resource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sends records to a collector, by the OpenTelemetry protocol over HTTP. What cannot be sent waits,
 * within a bound, and is sent later, as the protocol's specification says; what finds no room, or
 * what the collector refuses, is lost and counted.
 */
final class OtlpSink implements Sink {
  private static final int MOST_AT_ONCE = 128;

  /** Of one request, uncompressed: so little never waits for a server that does not read. */
  private static final int MOST_BYTES_AT_ONCE = 256 << 10;

  private static final int MOST_WAITING = 16 * 1024;
  private static final long MOST_BYTES_WAITING = 16L << 20;
  private static final long CHECK_MILLIS = 200;

  private final String name;
  private final OtlpFormat format;
  private final CollectorSettings settings;
  private final Endpoint given; // null for the one of the settings
  private final Consumer<String> complaints;
  private final RetryDelay delay = new RetryDelay();
  private final Deque<byte[]> waiting = new ArrayDeque<>();

  private Collector collector; // null until there is something to send
  private long waitingBytes;
  private long lost;
  private boolean refused;

  /**
   * Connects to nobody yet.
   *
   * @param address of the collector; or empty, for the one that OpenTelemetry's variables name
   * @throws IllegalArgumentException if it is no address
   */
  OtlpSink(
      String name,
      String address,
      CollectorSettings settings,
      Supplier<Resource> resource,
      Consumer<String> complaints) {
    this.name = name;
    this.format = new OtlpFormat(resource);
    this.settings = settings;
    this.complaints = complaints;
    try {
      given = address.isEmpty() ? null : Endpoint.of(address);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void write(Record record) throws IOException {
    byte[] line = format.encodeAlone(record);
    if (waiting.size() == MOST_WAITING || waitingBytes + line.length > MOST_BYTES_WAITING) {
      throw new RecordLostException("so many wait for the collector that there is no room");
    }
    waiting.add(line);
    waitingBytes += line.length;
    if (waiting.size() >= MOST_AT_ONCE && waiting.size() % MOST_AT_ONCE == 0) {
      sendIfDue();
    }
  }

  @Override
  public void flush() throws IOException {
    sendIfDue();
  }

  @Override
  public long checkMillis() {
    return CHECK_MILLIS;
  }

  @Override
  public void check() throws IOException {
    sendIfDue();
  }

  @Override
  public long takeLost() {
    long count = lost;
    lost = 0;
    return count;
  }

  /** Tries it a last time. */
  @Override
  public void close() {
    try {
      delay.reset();
      sendIfDue();
    } catch (IOException e) {
      // Told below.
    }
    if (!waiting.isEmpty()) {
      complaints.accept(waiting.size() + " records were not sent to " + name);
      lost += waiting.size();
      waiting.clear();
      waitingBytes = 0;
    }
  }

  private void sendIfDue() throws IOException {
    while (!waiting.isEmpty() && delay.isOver()) {
      send();
    }
  }

  private void send() throws IOException {
    List<byte[]> batch = nextBatch();
    try {
      HttpResponse response = collector().send(batch, format.envelope());
      if (response.isToBeRepeated()) {
        fail("it answers " + response.status, response.retryAfterMillis());
        return;
      }
      remove(batch);
      if (response.isSuccess()) {
        accepted(response);
      } else {
        refuse(batch.size(), "it answers " + response.status);
      }
    } catch (IOException unreachable) {
      fail(unreachable.toString(), 0);
    }
  }

  private Collector collector() throws IOException {
    if (collector == null) {
      collector = new Collector(given == null ? settings.endpoint() : given, settings);
    }
    return collector;
  }

  private List<byte[]> nextBatch() {
    List<byte[]> batch = new ArrayList<>();
    int bytes = 0;
    for (byte[] line : waiting) {
      if (batch.size() == MOST_AT_ONCE
          || (!batch.isEmpty() && bytes + line.length > MOST_BYTES_AT_ONCE)) {
        break;
      }
      batch.add(line);
      bytes += line.length;
    }
    return batch;
  }

  private void remove(List<byte[]> batch) {
    for (byte[] line : batch) {
      waiting.remove();
      waitingBytes -= line.length;
    }
  }

  private void fail(String why, long askedFor) {
    if (delay.fail(askedFor)) {
      complaints.accept("records for " + name + " wait: " + why);
    }
  }

  private void accepted(HttpResponse response) {
    if (delay.succeed()) {
      complaints.accept(name + " works again");
    }
    long rejected = PartialSuccess.rejected(response.body);
    if (rejected > 0) {
      refuse(rejected, PartialSuccess.message(response.body));
    } else {
      refused = false;
    }
  }

  /** Tells the first of several in a row. */
  private void refuse(long count, String why) {
    lost += count;
    if (!refused) {
      refused = true;
      complaints.accept(count + " records for " + name + " are lost: " + why);
    }
  }
}
