package io.procex.it.soak;

import io.procex.it.attach.AgentCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Attaches with other options, detaches, reloads rules, and takes descriptors, one at a time. */
final class Changes {
  private static final long SHORTAGE_MILLIS = 5;

  /** Launches of the JDK's own before the agent comes back. */
  private static final int DETACHED = 40;

  private final SoakedHost host;
  private final Path rules;
  private final Path program;
  private final String log;
  private final List<String> failures = new ArrayList<>();
  private int step;

  /** Something that may fail. */
  private interface Step {
    void run() throws Exception;
  }

  private final Step[] steps = {
    () -> attach(withRules(), "attached rules denied", "deny"),
    () -> reload("allow"),
    () -> reload("deny"),
    this::shortage,
    () -> attach("LimitCORE=0,NoNewPrivileges=yes,jmx=true,", "attached", "deny"),
    this::detachAndAttach,
    this::shortage,
    () -> attach("reaper=jdk,log.stack=0,", "attached", "deny"),
    this::shortage,
    this::detachAndAttach
  };

  Changes(SoakedHost host, Path folder, String log) {
    this.host = host;
    this.rules = folder.resolve("rules.yaml");
    this.program = folder.resolve("soak_denied");
    this.log = log;
  }

  private String withRules() {
    return "UMask=0022,LimitNOFILE=333,rules=" + rules + ",";
  }

  void next() throws Exception {
    steps[step++ % steps.length].run();
  }

  /** One of each, so that what stays open of the first is there. */
  void round() throws Exception {
    for (Step each :
        new Step[] {steps[0], steps[1], this::detach, () -> attach("", "attached", "deny")}) {
      each.run();
    }
  }

  /** What commands said that did not do what they should. */
  List<String> failures() {
    return failures;
  }

  private void shortage() throws IOException {
    host.ask("shortage " + SHORTAGE_MILLIS);
  }

  void attach(String options, String era, String action) throws Exception {
    write(action);
    host.ask("era unsure");
    command("attach", options + log);
    host.ask("era sure " + era);
  }

  private void reload(String action) throws Exception {
    write(action);
    host.ask("era unsure");
    command("reload");
    host.ask("era sure attached rules" + (action.equals("deny") ? " denied" : ""));
  }

  private void detach() throws Exception {
    host.ask("era unsure");
    command("detach");
    host.ask("era sure");
  }

  private void detachAndAttach() throws Exception {
    detach();
    int launched = Integer.parseInt(host.ask("counts").split(" ", -1)[0]);
    host.ask("await " + (launched + DETACHED));
    attach("", "attached", "deny");
  }

  private void command(String name, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of(name, "" + host.pid()));
    words.addAll(List.of(options));
    AgentCommand.Outcome outcome = AgentCommand.run(words.toArray(String[]::new));
    if (outcome.exitCode() != 0) {
      failures.add(words + ": " + outcome);
    }
  }

  /** Replaces the file at once: whoever reads it finds one or the other. */
  private void write(String action) throws IOException {
    Path next = rules.resolveSibling("rules.next");
    Files.writeString(
        next,
        "version: 1\nrules:\n  - name: at-times\n    executable: "
            + program
            + "\n    action: "
            + action
            + "\n");
    Files.move(next, rules, StandardCopyOption.ATOMIC_MOVE);
  }
}
