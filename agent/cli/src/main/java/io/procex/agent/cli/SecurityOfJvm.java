package io.procex.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.procex.agent.attach.AttachReply;
import io.procex.agent.attach.AttachRequest;
import io.procex.agent.rules.Rules;
import io.procex.agent.rules.Users;
import io.procex.agent.security.JvmFacts;
import io.procex.agent.security.Subjects;
import io.procex.agent.settings.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the children of a running JVM could do, by the options that its agent reports. */
final class SecurityOfJvm {
  private static final int HEXADECIMAL = 16;
  private static final int OCTAL = 8;
  private static final String RULES = "rules";

  private SecurityOfJvm() {}

  static Subjects read(long pid) throws Exception {
    TargetJvm jvm = new TargetJvm(pid);
    AttachReply reply =
        Request.askInstalled(jvm, name -> new AttachRequest(AttachRequest.Kind.STATUS, name, ""));
    String status = String.join("", reply.sentences());
    Map<String, String> options = texts(status, "options");
    Map<String, String> settings = new LinkedHashMap<>(options);
    settings.keySet().removeIf(key -> Setting.named(key) == null);
    Subjects subjects = new Subjects();
    JvmFacts facts = facts(ProcessStatus.of(jvm.toString()));
    // with the profile's name, which a rule may take back; the options have the profile's values
    Rules rules = rules(jvm, options.get(RULES), texts(status, "settings"));
    if (rules != null && rules.enforces()) {
      subjects.addRules(rules, facts);
    } else {
      subjects.add(SecurityTargets.OWN, settings, facts);
    }
    return subjects;
  }

  /** An object of texts in the answer to status, such as the options. */
  static Map<String, String> texts(String status, String object) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(status)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_OBJECT && name.equals(object)) {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            texts.put(json.currentName(), json.nextTextValue());
          }
        } else {
          json.skipChildren();
        }
      }
    }
    texts.values().removeIf(text -> text == null || text.isEmpty());
    return texts;
  }

  /** The rules, as the JVM sees the file; null if it has none. */
  private static Rules rules(TargetJvm jvm, String path, Map<String, String> settings)
      throws Exception {
    if (path == null) {
      return null;
    }
    Path file =
        path.startsWith("/")
            ? jvm.inItsRoot(Paths.get(path))
            : Paths.get("/proc", jvm.toString(), "cwd").resolve(path);
    return SecurityTargets.read(file, settings, Users.named(Integer.toString(jvm.user())));
  }

  static JvmFacts facts(ProcessStatus status) {
    String mask = status.field("Umask");
    return JvmFacts.of(
        status.user(),
        mask.isEmpty() ? 0 : Integer.parseInt(mask, OCTAL),
        capabilities(status, "CapPrm"),
        capabilities(status, "CapAmb"));
  }

  /** A kernel before 4.3 has no ambient capabilities. */
  private static long capabilities(ProcessStatus status, String set) {
    String text = status.field(set);
    return text.isEmpty() ? 0 : Long.parseUnsignedLong(text, HEXADECIMAL);
  }
}
