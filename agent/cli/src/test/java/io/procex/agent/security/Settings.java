package io.procex.agent.security;

import io.procex.agent.options.AgentOptions;
import java.util.Map;

/** Children with settings as an operator writes them. */
final class Settings {
  private static final CallSource CALLS = new CallSource();

  private Settings() {}

  /** The settings in force of an agent with these options, as they stand after its jar. */
  static Map<String, String> of(String options) {
    AgentOptions read = new AgentOptions(options);
    if (!read.problems().isEmpty()) {
      throw new IllegalArgumentException(read.problems().toString());
    }
    return Subjects.inForce(read.childSettings());
  }

  static Child child(String options, JvmFacts jvm) {
    return new Child(of(options), jvm, CALLS);
  }

  static Child ofUnknown(String options) {
    return child(options, JvmFacts.unknown());
  }

  static Child ofUser(String options) {
    return child(options, JvmFacts.ofUser("1000", 1000));
  }
}
