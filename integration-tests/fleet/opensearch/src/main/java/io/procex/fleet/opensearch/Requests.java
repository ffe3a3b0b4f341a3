package io.procex.fleet.opensearch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.opensearch.common.xcontent.XContentHelper;
import org.opensearch.common.xcontent.json.JsonXContent;

/** Requests by HTTP, as any client makes them. */
final class Requests {
  private final HttpClient client = HttpClient.newHttpClient();
  private final String node;

  Requests(String node) {
    this.node = node;
  }

  /** The answer; one that is not a success is an exception. */
  Map<String, Object> send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node + path))
            .header(
                "Content-Type",
                path.contains("_bulk") ? "application/x-ndjson" : "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + ": " + response.body());
    }
    return XContentHelper.convertToMap(JsonXContent.jsonXContent, response.body(), false);
  }
}
