package io.procex.hosts;

import java.io.File;

/** Shows all the forms of Runtime.exec. Argument: a directory. */
final class ObserveRuntimeExec {
  private ObserveRuntimeExec() {}

  static void observe(String... args) {
    Runtime runtime = Runtime.getRuntime();
    File directory = new File(args[0]);
    String[] pwd = {"pwd"};
    String[] env = {"env"};
    Observation.of("line", () -> runtime.exec("echo  two\twords 'not quoted'"));
    Observation.of("line, environment", () -> runtime.exec("env", new String[] {"A=1", "B="}));
    Observation.of("line, directory", () -> runtime.exec("pwd", null, directory));
    Observation.of("array", () -> runtime.exec(new String[] {"echo", "a b", ""}));
    Observation.of("array, environment", () -> runtime.exec(env, new String[] {"A=a=b"}));
    Observation.of(
        "odd environment", () -> runtime.exec(env, new String[] {"none", "=C:=x", "A="}));
    Observation.of("no environment", () -> runtime.exec(env, new String[0]));
    Observation.of("array, directory", () -> runtime.exec(pwd, null, directory));
    Observation.of("all", () -> runtime.exec(pwd, new String[] {"PWD=/wrong"}, directory));
    Observation.of("empty line", () -> runtime.exec(""));
    Observation.of("blank line", () -> runtime.exec("  "));
    Observation.of("empty array", () -> runtime.exec(new String[0]));
    Observation.of("missing", () -> runtime.exec("no-such-program -x"));
    Observation.of("missing directory", () -> runtime.exec("pwd", null, new File("/no/such")));
  }
}
