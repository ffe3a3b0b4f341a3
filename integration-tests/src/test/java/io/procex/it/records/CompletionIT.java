package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Jdk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shells complete commands and options by what generate-completion has written. */
@Tag(Jdk.ONCE)
class CompletionIT {
  @TempDir Path directory;

  private Path script;

  @BeforeEach
  void writeScript() throws Exception {
    AgentCommand.Outcome outcome = AgentCommand.run("generate-completion");
    assertEquals("", outcome.err());
    script = Files.writeString(directory.resolve("completion"), outcome.out());
  }

  private String run(String shell, String... command) throws Exception {
    assumeTrue(Files.exists(Path.of("/bin", shell)), "there is no " + shell);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SCRIPT", script.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out.trim();
  }

  /**
   * By the function that the script has registered, which sets options of the shell that has called
   * it.
   */
  private String complete(String line) throws Exception {
    String bash =
        "compopt() { :; }; source \"$SCRIPT\"; COMP_WORDS=($COMP_LINE); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
            + " entry=$(complete -p procex-agent); entry=${entry##*-F }; ${entry%% *};"
            + " echo \"${COMPREPLY[@]}\"";
    return run("bash", "env", "COMP_LINE=" + line, "bash", "-c", bash);
  }

  @Test
  void bashCompletesCommandsAndTheirOptions() throws Exception {
    assertEquals("", run("bash", "bash", "-n", script.toString()));
    assertEquals("status", complete("procex-agent st"));
    assertEquals("tail top", sorted(complete("procex-agent t")));
    assertEquals("--failed", complete("procex-agent tail --f"));
    assertEquals("--delay", complete("procex-agent top --d"));
  }

  private static String sorted(String words) {
    String[] parts = words.split("\\s+", -1);
    Arrays.sort(parts);
    return String.join(" ", parts);
  }

  /** For java above all. */
  @Test
  void zshKeepsItsOwnCompletions() throws Exception {
    String zsh =
        "autoload -U compinit && compinit -D -u; before=$_comps[java]; source $SCRIPT;"
            + " [[ $_comps[java] == $before ]] && echo ${(ko)functions[(I)*-jar*]}"
            + " ${+_comps[procex-agent]}";
    assertEquals("1", run("zsh", "zsh", "-f", "-c", zsh));
  }
}
