package io.procex.agent.options;

import java.util.Locale;

/** The options, under the names in which users write them. */
enum Option {
  ENABLED("enabled"),
  STRICT("strict"),
  LIMIT_NOFILE("LimitNOFILE"),
  CHILDREN("children"),
  REAPER("reaper"),
  SWEEP("sweep"),
  NATIVE("native"),
  TMPDIR("tmpdir"),
  LOG("log"),
  LOG_FORMAT("log.format"),
  LOG_ARGS("log.args"),
  LOG_REDACT("log.redact"),
  LOG_STACK("log.stack"),
  LOG_ENV("log.env"),
  LOG_DESCRIPTORS("log.descriptors"),
  LOG_SIZE("log.size"),
  LOG_KEEP("log.keep"),
  JMX("jmx");

  final String key;

  Option(String key) {
    this.key = key;
  }

  String property() {
    return OptionSources.PROPERTY_PREFIX + key;
  }

  String variable() {
    return OptionSources.VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  /** Returns the option of that exact name, or null. */
  static Option named(String key) {
    for (Option option : values()) {
      if (option.key.equals(key)) {
        return option;
      }
    }
    return null;
  }
}
