import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * {@code Schema resources FILE...}: whether each Deployment or Pod in these files is one by Kubernetes' schema, with no field that
 * the schema does not name, and has the agent exactly where it is labelled or named so. {@code Schema values SCHEMA VALUES}:
 * whether a chart's values are right, and some wrong ones are not. {@code Schema json FILE}: a YAML file as JSON.
 */
public final class Schema {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();

  private Schema() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "resources":
        for (int i = 1; i < arguments.length; i++) {
          resources(Path.of(arguments[i]));
        }
        break;
      case "values":
        values(Path.of(arguments[1]), Path.of(arguments[2]));
        break;
      default:
        System.out.println(JSON.writeValueAsString(YAML.readTree(Path.of(arguments[1]).toFile())));
    }
  }

  private static void resources(Path file) throws Exception {
    int count = 0;
    for (String document : Files.readString(file).split("(?m)^---\n")) {
      JsonNode given = YAML.readTree(document);
      boolean isPod = given.path("kind").asText().equals("Pod");
      Class<? extends HasMetadata> type = isPod ? Pod.class : Deployment.class;
      Object read = JSON.treeToValue(given, type);
      List<String> unknown = new ArrayList<>();
      compare("", given, JSON.valueToTree(read), unknown);
      unknownIn(read, unknown);
      boolean wanted = !given.at("/metadata/name").asText().equals("other");
      boolean has = document.contains("/opt/procex-agent/procex-agent.jar") && document.contains("emptyDir:");
      if (!unknown.isEmpty() || wanted != has) {
        throw new IllegalStateException(file + ": " + unknown + (wanted == has ? "" : ", agent: " + has) + "\n" + document);
      }
      count++;
    }
    System.out.println(file.getFileName() + ": " + count + " resources");
  }

  /** Each field that was given is there once the class has read it. */
  private static void compare(String path, JsonNode given, JsonNode read, List<String> missing) {
    if (read.isMissingNode() || (given.isValueNode() && !given.asText().equals(read.asText()) && !read.isObject())) {
      missing.add(path);
    }
    Iterator<String> names = given.fieldNames();
    while (given.isObject() && names.hasNext()) {
      String name = names.next();
      compare(path + "/" + name, given.get(name), read.path(name), missing);
    }
    for (int i = 0; given.isArray() && i < given.size(); i++) {
      compare(path + "/" + i, given.get(i), read.path(i), missing);
    }
  }

  /** What no field of a class has taken is kept as an "additional property". */
  private static void unknownIn(Object part, List<String> unknown) throws Exception {
    if (part instanceof Iterable) {
      for (Object each : (Iterable<?>) part) {
        unknownIn(each, unknown);
      }
    }
    if (part == null || !part.getClass().getName().startsWith("io.fabric8.")) {
      return;
    }
    for (java.lang.reflect.Method method : part.getClass().getMethods()) {
      if (method.getName().equals("getAdditionalProperties") && method.getParameterCount() == 0) {
        ((java.util.Map<?, ?>) method.invoke(part)).keySet().forEach(key -> unknown.add(part.getClass().getSimpleName() + "." + key));
      } else if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
        unknownIn(method.invoke(part), unknown);
      }
    }
  }

  private static void values(Path schema, Path values) throws Exception {
    var factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    var checker = factory.getSchema(Files.readString(schema));
    Set<ValidationMessage> told = checker.validate(YAML.readTree(values.toFile()));
    if (!told.isEmpty()) {
      throw new IllegalStateException(told.toString());
    }
    for (String wrong : List.of("{}", "image: {}", "image: {repository: a, pullPolicy: Sometimes}\noptions: ''\noperator: {}")) {
      if (checker.validate(YAML.readTree(wrong)).isEmpty()) {
        throw new IllegalStateException("taken for right: " + wrong);
      }
    }
    System.out.println("values are right, and wrong ones are not");
  }
}
