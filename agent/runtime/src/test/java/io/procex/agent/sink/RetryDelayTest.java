package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class RetryDelayTest {
  private static HttpResponse asking(String value) {
    HttpResponse response = new HttpResponse(503);
    response.header("Retry-After: " + value);
    return response;
  }

  @Test
  void firstFailureIsToldAndTheNextSuccess() {
    RetryDelay delay = new RetryDelay();
    assertTrue(delay.isOver());
    assertTrue(delay.fail(0));
    assertFalse(delay.isOver());
    assertFalse(delay.fail(0));
    assertTrue(delay.succeed());
    assertFalse(delay.succeed());
    assertTrue(delay.isOver());
  }

  @Test
  void collectorMayAskForSecondsOrADate() {
    assertEquals(7000, asking("7").retryAfterMillis());
    String date =
        ZonedDateTime.now(ZoneOffset.UTC)
            .plusSeconds(90)
            .format(DateTimeFormatter.RFC_1123_DATE_TIME);
    long millis = asking(date).retryAfterMillis();
    assertTrue(millis > 60_000 && millis <= 90_000, date + " " + millis);
    assertEquals(0, asking("soon").retryAfterMillis());
    assertEquals(0, asking("-4").retryAfterMillis());
    assertEquals(300_000, asking("999999999").retryAfterMillis());
    assertEquals(0, new HttpResponse(503).retryAfterMillis());
  }
}
