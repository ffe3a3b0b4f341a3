package io.procex.agent.options;

/** The options that are no settings of children, under the names in which users write them. */
enum Option {
  ENABLED("enabled"),
  STRICT("strict"),
  LOCKDOWN("lockdown"),
  CHILDREN("children"),
  REAPER("reaper"),
  SWEEP("sweep"),
  REAP_ORPHANS("ReapOrphans"),
  TRACE_CHILDREN("trace.children"),
  NATIVE("native"),
  TMPDIR("tmpdir"),
  LOG("log"),
  LOG_FORMAT("log.format"),
  LOG_ARGS("log.args"),
  LOG_REDACT("log.redact"),
  LOG_STACK("log.stack"),
  LOG_ENV("log.env"),
  LOG_DESCRIPTORS("log.descriptors"),
  LOG_HASH("log.hash"),
  LOG_SIZE("log.size"),
  LOG_KEEP("log.keep"),
  JMX("jmx"),
  NOTICE("notice"),
  PROFILE("profile"),
  REQUIRED("required"),
  RULES("rules"),
  RULES_WATCH("rules.watch");

  final String key;

  Option(String key) {
    this.key = key;
  }

  String property() {
    return OptionSources.property(key);
  }

  String variable() {
    return OptionSources.variable(key);
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
