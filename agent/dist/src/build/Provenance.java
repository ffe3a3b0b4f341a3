import io.procex.agent.shaded.jackson.core.JsonFactory;
import io.procex.agent.shaded.jackson.core.JsonGenerator;
import io.procex.agent.shaded.jackson.core.JsonParser;
import io.procex.agent.shaded.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Prints the in-toto statement on a build: what was made, of what, and by which tools. Run by the
 * release profile, with the libraries that it has shaded: VERSION, COMMIT, SOURCE, BUILDER, MAVEN's
 * version, the directory with the jars, and the one with the outer jar's files.
 */
final class Provenance {
  private static final String BILL = "META-INF/sbom/procex-agent.cdx.json";

  private Provenance() {}

  public static void main(String[] arguments) throws Exception {
    Path target = Path.of(arguments[5]);
    Path outer = Path.of(arguments[6]);
    try (JsonGenerator json = new JsonFactory().createGenerator(System.out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("_type", "https://in-toto.io/Statement/v1");
      json.writeArrayFieldStart("subject");
      for (Map.Entry<String, String> file : subjects(arguments[0], target, outer).entrySet()) {
        artifact(json, "name", file.getKey(), "sha256", file.getValue());
      }
      json.writeEndArray();
      json.writeStringField("predicateType", "https://slsa.dev/provenance/v1");
      json.writeObjectFieldStart("predicate");
      build(json, arguments, parts(outer.resolve(BILL)));
      json.writeObjectFieldStart("runDetails");
      json.writeObjectFieldStart("builder");
      json.writeStringField("id", arguments[3]);
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static void build(JsonGenerator json, String[] arguments, Map<String, String> parts)
      throws Exception {
    json.writeObjectFieldStart("buildDefinition");
    json.writeStringField("buildType", arguments[2] + "/blob/main/docs/release.md");
    json.writeObjectFieldStart("externalParameters");
    json.writeStringField("profile", "release");
    json.writeStringField("version", arguments[0]);
    json.writeEndObject();
    tools(json, arguments[4]);
    json.writeArrayFieldStart("resolvedDependencies");
    artifact(json, "uri", "git+" + arguments[2], "gitCommit", arguments[1]);
    for (Map.Entry<String, String> part : parts.entrySet()) {
      artifact(json, "uri", part.getKey(), "sha256", part.getValue());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** The jars under the names that they are released by, and what stands in them. */
  private static Map<String, String> subjects(String version, Path target, Path outer)
      throws Exception {
    Map<String, String> subjects = new TreeMap<>();
    try (Stream<Path> files = Files.list(target)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.matches("procex-agent(-linux-.*)?\\.jar")) {
          subjects.put(name.replaceFirst("procex-agent", "procex-agent-" + version), sha256(file));
        }
      }
    }
    try (Stream<Path> files = Files.walk(outer)) {
      for (Path file : files.toList()) {
        if (file.toString().matches(".*\\.so|.*/SHA256SUMS|.*\\.cdx\\.json")) {
          subjects.put(outer.relativize(file).toString(), sha256(file));
        }
      }
    }
    return subjects;
  }

  private static void artifact(
      JsonGenerator json, String key, String name, String algorithm, String digest)
      throws IOException {
    json.writeStartObject();
    json.writeStringField(key, name);
    json.writeObjectFieldStart("digest");
    json.writeStringField(algorithm, digest);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void tools(JsonGenerator json, String maven) throws IOException {
    json.writeObjectFieldStart("internalParameters");
    json.writeStringField("java", System.getProperty("java.vm.version"));
    json.writeStringField("maven", maven);
    for (String tool :
        List.of("cc", "x86_64-linux-gnu-gcc", "aarch64-linux-gnu-gcc", "ld", "make")) {
      String version = firstLine(tool, "--version");
      if (version != null) {
        json.writeStringField(tool, version);
      }
    }
    json.writeEndObject();
  }

  /** Null where there is no such command: which cross compiler there is depends on the machine. */
  private static String firstLine(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("");
    } catch (IOException absent) {
      return null;
    }
  }

  private static String sha256(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return String.format("%064x", new BigInteger(1, digest));
  }

  /** What is shaded, with the hash of the jar that it was taken from. */
  private static Map<String, String> parts(Path bill) throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    String hash = null;
    try (JsonParser json = new JsonFactory().createParser(bill.toFile())) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_STRING && "content".equals(json.currentName())) {
          hash = json.getText();
        } else if (token == JsonToken.VALUE_STRING
            && "purl".equals(json.currentName())
            && hash != null) {
          parts.put(json.getText(), hash);
        }
      }
    }
    return parts;
  }
}
