package io.procex.agent.rules;

import static io.procex.agent.rules.TextRules.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a file is told with its place. */
class RulesFileTest {
  private static final String RULE = "-  {name: a, action: allow, ";

  /** In a text a bar is a line's end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "mode: enforce # 1:1: the file does not say its version: write 'version: 1'",
        "version: 2 # 1:10: version is '2': this agent reads version 1",
        "[version] # 1:1: the file is a list, not a mapping of keys to values",
        "version: 1|ruels: [] # 2:1: unknown key 'ruels' in the file: did you mean 'rules'?",
        "version: 1|version: 1 # 2:1: the key 'version' is there twice in the file",
        "version: 1|mode: monitr # 2:7: mode is 'monitr': did you mean 'monitor'?",
        "version: 1|mode: off # 2:7: mode is 'off': expected one of enforce, monitor",
        "version: 1|mode: [enforce] # 2:7: mode is a list: expected a text",
        "version: 1|mode: # 2:6: mode is nothing: expected a text",
        "version: 1|scripts: byname # 2:10: scripts is 'byname': expected one of by-path, by-descriptor",
        "version: 1|rules: {a: b} # 2:8: rules is a mapping: expected a list of rules",
        "version: 1|rules:|- x # 3:3: a rule is a single value, not a mapping of keys to values",
        "version: 1|default: {acton: deny} # 2:11: unknown key 'acton' in default: did you mean 'action'?",
        "version: 1|default: {action: no} # 2:19: action is 'no': expected one of allow, deny, audit",
        "version: 1|? [a]|: b # 2:3: a key of the file is a list",
      })
  void wrongStructureIsToldWithItsPlace(String text, String problem) throws Exception {
    assertEquals(problem, problems(text.split("\\|")).get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "name: x # a rule needs an action: allow, deny or audit",
        "action: deny # a rule needs a name",
        "name: 'a b', action: deny # name is 'a b': expected letters, digits and . _ - (at most 100)",
        "name: default, action: deny # the name 'default' is taken: each rule has its own",
      })
  void ruleHasANameAndAnAction(String keys, String reason) throws Exception {
    List<String> problems = problems("version: 1", "rules:", "- {" + keys + "}");
    assertTrue(problems.get(0).endsWith(": " + reason), problems.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "executable: convert # 3:41: executable has the glob 'convert': expected a path that begins with / or **",
        "executable: ['/a', '/b['] # 3:48: executable has the glob '/b[': a [ has no ] (write \\[ for the character itself)",
        "executable: [] # 3:41: the list of executable is empty: leave the key out, or name something",
        "executable: [[/a]] # 3:42: executable is a list: expected a text",
        "argv: '(' # 3:35: argv has the regular expression '(': missing closing )",
        "argv: '(?=a)' # 3:35: argv has the regular expression '(?=a)': invalid or unsupported Perl syntax",
        "argv: '((a{1000}){1000}){1000}' # 3:35: argv has the regular expression '((a{1000}){1000}){1000}': too large",
        "argv: '((){1000}){1000}' # 3:35: argv has the regular expression '((){1000}){1000}': too large",
        "argv: '(?i)\\x{1c88}' # 3:35: argv has the regular expression '(?i)\\x{1c88}': (?i) is for ASCII letters alone",
        "caller: '' # 3:37: caller has the glob '': it is empty, and so matches nothing",
        "user: {} # 3:35: user is a mapping: expected a text",
        "set: [LimitAS] # 3:34: set is a list, not a mapping of keys to values",
        "set: {LimitAs: 5} # 3:35: unknown key 'LimitAs' in set: did you mean 'LimitAS'?",
        "set: {LimitAS: lots} # 3:44: LimitAS is 'lots': expected a size such as 512M, soft:hard or infinity",
        "set: {LimitAS: [1]} # 3:44: LimitAS is a list: expected a text",
        "set: {LimitAS: ~} # 3:44: LimitAS is nothing: expected a text",
        "set: {LimitNOFILE: 9:5} # 3:48: LimitNOFILE is '9:5': its soft limit is above its hard limit",
        "set: {profile: stirct} # 3:44: profile is 'stirct': expected safe or strict",
        "required: [LimitAs] # 3:40: required names 'LimitAs', which is not a setting: did you mean 'LimitAS'?",
        "required: [LimitAS] # 3:39: required is 'LimitAS': 'LimitAS' is not set",
        "exeutable: /a # 3:29: unknown key 'exeutable' in a rule: did you mean 'executable'?",
      })
  void wrongValueOfARuleIsToldWithItsPlace(String key, String problem) throws Exception {
    assertEquals(
        Collections.singletonList(problem), problems("version: 1", "rules:", RULE + key + "}"));
  }

  @Test
  void allThatIsWrongIsTold() throws Exception {
    assertEquals(
        Arrays.asList(
            "2:7: mode is 'x': expected one of enforce, monitor",
            "4:9: name is 'a b': expected letters, digits and . _ - (at most 100)",
            "5:11: action is 'alow': did you mean 'allow'?"),
        problems("version: 1", "mode: x", "rules:", "- name: a b", "  action: alow"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "version: &a 1 # 1:10: anchors and aliases are not read here: write the value itself",
        "version: *a # 1:10: anchors and aliases are not read here: write the value itself",
        "version: !!int 1 # 1:10: the tag 'tag:yaml.org,2002:int' is not read here",
        "version: 1|---|version: 1 # 2:1: a second document: a file of rules has one",
        "version: [[[[[[[[[[[[1]]]]]]]]]]]] # 1:18: nested too deeply",
        "version: 'x # 1:12: not YAML: while scanning a quoted scalar, found unexpected end of stream",
        "version: 1|\tmode: x # 2:1: not YAML: while scanning for the next token, found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
      })
  void yamlThatCouldSayMoreThanIsSeenIsRefused(String text, String problem) throws Exception {
    String[] lines = text.replace("\\t", "\t").split("\\|");
    assertEquals(Collections.singletonList(problem), problems(lines));
  }

  @Test
  void textThatIsNoneIsRefused() throws Exception {
    assertEquals(
        Collections.singletonList("2:3: a byte here is not UTF-8"),
        problems(TextRules.values(), "version: 1\n# \u00ff".getBytes(StandardCharsets.ISO_8859_1)));
    assertEquals(
        Collections.singletonList("1:12: the character U+0007 must be written as an escape"),
        problems("version: 1 \u0007"));
    assertEquals(
        Collections.singletonList("1:1: the file is empty: it begins with 'version: 1'"),
        problems("# nothing"));
    assertEquals(1, TextRules.of("\ufeffversion: 1", "rules: [{name: a, action: deny}]").size());
  }

  @Test
  void hugeDeepAndMissingFilesAreRefused() throws Exception {
    byte[] huge = new byte[(1 << 20) + 1];
    Arrays.fill(huge, (byte) '#');
    assertEquals(
        Collections.singletonList("1:1: larger than 1 MiB"), problems(TextRules.values(), huge));
    Arrays.fill(huge, (byte) '[');
    byte[] deep = Arrays.copyOf(huge, 1 << 20);
    assertEquals(
        Collections.singletonList("1:10: nested too deeply"), problems(TextRules.values(), deep));
    Path missing = Paths.get("/nonexistent/rules.yaml");
    RulesException e =
        assertThrows(RulesException.class, () -> Rules.read(missing, TextRules.values()));
    assertEquals("/nonexistent/rules.yaml:1:1: no such file", e.getMessage());
    e =
        assertThrows(
            RulesException.class, () -> Rules.read(Paths.get("/dev/zero"), TextRules.values()));
    assertEquals("/dev/zero:1:1: not a file", e.getMessage());
  }

  /** It may be shown on a terminal. */
  @Test
  void whatIsQuotedIsHarmless() throws Exception {
    String problem = problems("version: 1", "\"\\e[31m\\u202e\": 1").get(0);
    assertEquals("2:1: unknown key '\\u001b[31m\\u202e' in the file", problem);
  }

  @Test
  void valuesAreTakenAsTheyAreWritten() throws Exception {
    Rules rules =
        TextRules.of(
            "version: 1",
            "default:",
            "  set: {UMask: 0077, NoNewPrivileges: true, LimitCPU: 60, Nice: -5, LimitCORE: ''}");
    assertEquals(
        "{Nice=-5, UMask=0077, LimitCPU=60, NoNewPrivileges=true}",
        rules.decide(TextRules.launch("/x")).settings().inForce().toString());
  }

  @Test
  void setIsLaidOverTheOptionsOfTheAgent() throws Exception {
    Rules rules =
        TextRules.over(
            TextRules.values("profile=strict", "LimitAS=1G", "Nice=x", "required=LimitAS"),
            "version: 1",
            "rules:",
            "- {name: a, executable: /a, action: allow, set: {LimitAS: 2G, profile: ''}, required: all}",
            "- {name: b, executable: /b, action: allow}");
    assertEquals(
        "{LimitAS=2G, required=all}",
        rules.decide(TextRules.launch("/a")).settings().inForce().toString());
    assertEquals("1G", rules.decide(TextRules.launch("/b")).settings().inForce().get("LimitAS"));
    assertFalse(rules.decide(TextRules.launch("/b")).denies());
  }

  @Test
  void whatContradictsTheOptionsOfTheAgentIsAMistakeOfTheFile() throws Exception {
    String file = "version: 1\ndefault: {set: {LimitAS: ''}}";
    assertEquals(
        Collections.singletonList(
            "2:16: required is 'LimitAS': 'LimitAS' is not set (it is in the agent's own options)"),
        problems(
            TextRules.values("required=LimitAS", "LimitAS=1G"),
            file.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void modeAndScriptsHaveDefaults() throws Exception {
    Rules rules = TextRules.of("version: 1");
    assertTrue(rules.enforces());
    assertFalse(rules.scriptsByDescriptor());
    rules = TextRules.of("version: 1", "mode: monitor", "scripts: by-descriptor");
    assertFalse(rules.enforces());
    assertTrue(rules.scriptsByDescriptor());
  }
}
