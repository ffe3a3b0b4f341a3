package io.procex.agent.sink;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a collector takes logs: an address of http or https. */
final class Endpoint {
  private static final String LOGS = "/v1/logs";

  final boolean secure;
  final String host;
  final int port;
  final String path;

  private Endpoint(boolean secure, String host, int port, String path) {
    this.secure = secure;
    this.host = host;
    this.port = port;
    this.path = path;
  }

  /**
   * Reads the address of a collector, to which {@code /v1/logs} is added if it is not there.
   *
   * @throws IOException with a sentence why it is none
   */
  static Endpoint of(String text) throws IOException {
    URI uri = uri(text);
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return of(text, uri, base.endsWith(LOGS) ? base : base + LOGS);
  }

  /** Reads the address of the logs alone, which is used as it is. */
  static Endpoint ofLogs(String text) throws IOException {
    URI uri = uri(text);
    String path = uri.getRawPath();
    return of(text, uri, path == null || path.isEmpty() ? "/" : path);
  }

  private static URI uri(String text) throws IOException {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IOException("'" + text + "' is no address: " + e.getReason());
    }
  }

  private static Endpoint of(String text, URI uri, String path) throws IOException {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    if (!secure && !"http".equalsIgnoreCase(uri.getScheme())) {
      throw new IOException("'" + text + "' does not begin with http:// or https://");
    }
    if (uri.getHost() == null) {
      throw new IOException("'" + text + "' names no host");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IOException("a user in the address is not sent: use OTEL_EXPORTER_OTLP_HEADERS");
    }
    if (uri.getPort() > 0xffff) {
      throw new IOException("'" + text + "' names a port above 65535");
    }
    String host = uri.getHost().replaceAll("^\\[|\\]$", "");
    int port = uri.getPort() < 0 ? (secure ? 443 : 80) : uri.getPort();
    return new Endpoint(secure, host, port, path);
  }

  /** For the header Host: an address of IPv6 is in brackets. */
  String authority() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + authority() + path;
  }
}
