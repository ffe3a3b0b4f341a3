package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.it.attach.AgentCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shells complete commands and options by what generate-completion has written. */
class CompletionIT {
  @TempDir Path directory;

  private Path script;

  @BeforeEach
  void writeScript() throws Exception {
    AgentCommand.Outcome outcome = AgentCommand.run("generate-completion");
    assertEquals("", outcome.err());
    script = Files.writeString(directory.resolve("completion"), outcome.out());
  }

  private String run(String line, String... command) throws Exception {
    assumeTrue(Files.exists(Path.of("/bin", command[0])), "there is no " + command[0]);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SCRIPT", script.toString());
    builder.environment().put("LINE", line);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out.trim();
  }

  /** By the function that the script has registered for the command; sorted. */
  private String complete(String line) throws Exception {
    String bash =
        "compopt() { :; }; source $SCRIPT; COMP_LINE=$LINE; COMP_WORDS=($LINE); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
            + " entry=$(complete -p procex-agent); entry=${entry##*-F }; ${entry%% *};"
            + " printf '%s\\n' \"${COMPREPLY[@]}\" | sort";
    return run(line, "bash", "-c", bash).replace('\n', ' ');
  }

  @Test
  void bashCompletesCommandsAndTheirOptions() throws Exception {
    assertEquals("", run("", "bash", "-n", script.toString()));
    assertEquals("status", complete("procex-agent st"));
    assertEquals("tail top", complete("procex-agent t"));
    assertEquals("--failed", complete("procex-agent tail --f"));
    assertEquals("--delay", complete("procex-agent top --d"));
  }

  /** For java above all. */
  @Test
  void zshKeepsItsOwnCompletions() throws Exception {
    String zsh =
        "autoload -U compinit && compinit -D -u; before=$_comps[java]; source $SCRIPT;"
            + " [[ $_comps[java] == $before ]] && echo ${(ko)functions[(I)*-jar*]}"
            + " ${+_comps[procex-agent]}";
    assertEquals("1", run("", "zsh", "-f", "-c", zsh));
  }
}
