package io.procex.agent.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Reads the published API; OpenTelemetry's agent renames its packages, and no more. */
@SuppressWarnings("try") // a scope only has to be closed
class OpenTelemetrySourceTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";

  private final TraceSource source = TraceSource.of(Span.class);

  private static Span span(TraceState state) {
    return Span.wrap(SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), state));
  }

  private String parent() throws Exception {
    return new String(propagated().parent(), StandardCharsets.US_ASCII);
  }

  private PropagatedFields propagated() throws Exception {
    return source.propagated();
  }

  @Test
  void outsideOfSpansThereIsNothing() throws Exception {
    assertNull(source.ids());
    assertNull(propagated());
  }

  @Test
  void spanGivesItsIdsAndGoesOn() throws Exception {
    try (Scope within = span(TraceState.getDefault()).makeCurrent()) {
      assertArrayEquals(new String[] {TRACE, SPAN}, source.ids());
      assertEquals(PARENT, parent());
      assertNull(propagated().state());
      assertNull(propagated().baggage());
    }
    assertNull(source.ids());
  }

  @Test
  void stateAndBaggageGoOnToo() throws Exception {
    Baggage baggage = Baggage.builder().put("user", "x y").build();
    try (Scope within = span(TraceState.builder().put("v", "1").build()).makeCurrent();
        Scope also = baggage.makeCurrent()) {
      assertEquals(PARENT, parent());
      assertEquals("v=1", propagated().state());
      assertEquals("user=x%20y", propagated().baggage());
    }
  }

  @Test
  void baggageGoesOnWithoutASpan() throws Exception {
    try (Scope within = Baggage.builder().put("user", "x").build().makeCurrent()) {
      assertNull(propagated().parent());
      assertEquals("user=x", propagated().baggage());
      assertNull(source.ids());
    }
  }

  @Test
  void sourceLivesAsLongAsTheClassThatItReads() {
    assertSame(source, TraceSource.of(Span.class));
  }

  @Test
  void classOfAnotherShapeHasNoTrace() throws Exception {
    assertNull(TraceSource.of(String.class).ids());
    assertNull(TraceSource.of(String.class).propagated());
  }
}
