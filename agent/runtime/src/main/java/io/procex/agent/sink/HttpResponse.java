package io.procex.agent.sink;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A collector's answer. */
final class HttpResponse {
  private static final long MOST_MILLIS = 300_000;

  final int status;
  String body = "";
  private String retryAfter;
  private boolean chunked;
  private long length;

  HttpResponse(int status) {
    this.status = status;
  }

  /** Takes a line of the head, if it is one of the few that matter. */
  void header(String line) {
    int colon = line.indexOf(':');
    String value = line.substring(colon + 1).trim();
    switch (colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "retry-after":
        retryAfter = value;
        break;
      case "transfer-encoding":
        chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
        break;
      case "content-length":
        length = value.matches("[0-9]{1,9}") ? Long.parseLong(value) : 0;
        break;
      default:
    }
  }

  boolean isChunked() {
    return chunked;
  }

  long length() {
    return length;
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Whether the request may be sent again, as the protocol's specification lists them. */
  boolean isToBeRepeated() {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  /** How long the collector asks to wait: seconds, or a date; 0 if it asks for nothing. */
  long retryAfterMillis() {
    if (retryAfter == null) {
      return 0;
    }
    try {
      long millis =
          retryAfter.matches("[0-9]{1,9}")
              ? Long.parseLong(retryAfter) * 1000
              : ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                      .toInstant()
                      .toEpochMilli()
                  - Instant.now().toEpochMilli();
      return Math.max(0, Math.min(MOST_MILLIS, millis));
    } catch (DateTimeException unknown) {
      return 0;
    }
  }
}
