package io.procex.agent.sink;

import io.procex.agent.shared.JdkVersion;
import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A sink as the options name it: its kind, and whether records can go there. */
public final class SinkName {
  static final String JOURNALD_SOCKET = "/run/systemd/journal/socket";

  private static final int FIRST_WITH_FLIGHT_RECORDER = 11;

  private final String name;

  /** Reads one name of the option {@code log}. */
  public SinkName(String name) {
    this.name = name;
  }

  boolean isJournald() {
    return name.equals("journald") || name.startsWith("journald:");
  }

  boolean isSocket() {
    return name.startsWith("unix:");
  }

  boolean isLogger() {
    return name.equals("logger") || name.startsWith("logger:");
  }

  boolean isCollector() {
    return name.equals("otlp") || name.startsWith("otlp:");
  }

  boolean isFlightRecorder() {
    return name.equals("jfr");
  }

  /** The part after the colon; without a colon, the default. */
  String rest(String byDefault) {
    int colon = name.indexOf(':');
    String text = colon < 0 ? byDefault : name.substring(colon + 1);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("'" + name + "' names nothing after the colon");
    }
    return text;
  }

  /** The path of a file or FIFO. Names of the standard streams are returned unchanged. */
  Path path() {
    try {
      return StandardStream.named(name) == null
          ? Paths.get(expanded()).toAbsolutePath()
          : Paths.get(name);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }

  private String expanded() {
    String text = name.contains("%p") ? name.replace("%p", pid()) : name;
    return text.contains("%t") ? text.replace("%t", Clock.now()) : text;
  }

  private static String pid() {
    try {
      return new File("/proc/self").getCanonicalFile().getName();
    } catch (IOException noProc) {
      return "0";
    }
  }

  /** A class of its own, because loading it takes milliseconds. */
  private static final class Clock {
    static String now() {
      return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
          .withZone(ZoneOffset.UTC)
          .format(Instant.now());
    }
  }

  /** Null, or a sentence why no records can go there. Creates and writes nothing. */
  public String problem() {
    try {
      look();
      return null;
    } catch (IOException | RuntimeException e) {
      return "no records can go to '" + name + "': " + e.getMessage();
    }
  }

  private void look() throws IOException {
    if (isCollector()) {
      checkCollector();
    } else if (isJournald()) {
      SocketPlace.check(rest(JOURNALD_SOCKET));
    } else if (isSocket()) {
      SocketPlace.check(rest(""));
    } else if (isLogger()) {
      checkJdkHas("java.util.logging.Logger", "the module java.logging");
    } else if (isFlightRecorder()) {
      checkJdkHas("jdk.jfr.Event", "JDK 11 with the module jdk.jfr");
    } else if (LogPlace.of(path()).kind() == LogPlace.Kind.FIFO) {
      Fifo.check(path());
    }
  }

  private void checkCollector() throws IOException {
    CollectorSettings settings = new CollectorSettings();
    Endpoint endpoint = name.equals("otlp") ? settings.endpoint() : Endpoint.of(rest(""));
    settings.headers();
    String certificates = endpoint.secure ? settings.certificates() : null;
    if (certificates != null && !new File(certificates).canRead()) {
      throw new IOException("the certificates in " + certificates + " cannot be read");
    }
  }

  private void checkJdkHas(String type, String needed) throws IOException {
    try {
      Class.forName(type, false, null);
      if (!isFlightRecorder() || JdkVersion.FEATURE >= FIRST_WITH_FLIGHT_RECORDER) {
        return;
      }
    } catch (ClassNotFoundException | LinkageError missing) {
      // reported below
    }
    throw new IOException("it takes " + needed);
  }
}
