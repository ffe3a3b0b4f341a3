package io.procex.agent.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;

class JdkFlightRecorderTest {
  private final List<String> complaints = new ArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();

  private void record() {
    try (Recording recording = new Recording()) {
      recording.enable("io.procex.Exit");
      recording.start();
      recording.stop();
    }
  }

  @Test
  void recordingThatStopsWaitsForTheExitsFirst() throws Exception {
    FlightRecorder recorder = FlightRecorder.find(complaints::add);
    assertEquals(List.of(), complaints);
    recorder.beforeChunkEnds(calls::incrementAndGet);
    record();
    int before = calls.get();
    assertTrue(before > 0);
    recorder.close();
    record();
    assertEquals(before, calls.get());
  }
}
