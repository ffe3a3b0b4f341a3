package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of entry in a line of tools.txt hides, of a tool of the operator's. */
class ToolLinesTest {
  @TempDir Path directory;

  private String redact(String entries, String command) throws Exception {
    Path file = directory.resolve("tools.txt");
    Files.write(file, Arrays.asList("ours: " + entries));
    Redaction redaction = new Redaction(OwnSecrets.of("tools:" + file));
    return String.join(" ", redaction.redact(Arrays.asList(command.split(" ", -1))));
  }

  private void check(String entries, String command, String hidden) throws Exception {
    String expected = hidden == null ? command : hidden.replace("*", "[REDACTED]");
    assertEquals(expected, redact(entries, command), entries);
  }

  /** Without a third column, all is shown. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-p; ours -p x; ours -p *",
        "-p; ours -px; ours -p*",
        "-p; ours -p=x; ours -p=*",
        "-p; ours -p:x; ours -p:*",
        "-p; ours -p;",
        "-p; ours p;",
        "--key; ours --key x; ours --key *",
        "--key; ours --key=x; ours --key=*",
        "--key; ours --key:x; ours --key:*",
        "--key; ours --keys;",
        "xp; ours xpy;",
        "-p!; ours -p x; ours -p *",
        "-p!; ours -px;",
        "-p_; ours -px; ours -p*",
        "-p_; ours -p x;",
        "~p; ours -rpx; ours -rp*",
        "~p; ours -px; ours -p*",
        "~p; ours -rp x; ours -rp *",
        "~p; ours -r x;",
        "~p; ours rpx;",
        "~p; ours --px;",
        "~p; ours -r.px;",
        "/p:; ours /p:x; ours /p:*",
        "/p:; ours /P:x; ours /P:*",
        "/p:; ours x/p:y;",
        "pin=; ours pin=x; ours pin=*"
      })
  void optionIsWrittenInOneOfItsForms(String entries, String command, String hidden)
      throws Exception {
    check(entries, command, hidden);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "sub?-p; ours sub -p x; ours sub -p *",
        "sub?-p; ours SUB -p x; ours SUB -p *",
        "sub?-p; ours -p x;",
        "a/b?-p; ours a b -p x; ours a b -p *",
        "a/b?-p; ours c a b -p x; ours c a b -p *",
        "a/b?-p; ours a c b -p x;",
        "a/b?-p; ours a -p x;",
        "a|c?-p; ours c -p x; ours c -p *",
        "sub?-p!; ours sub -p x; ours sub -p *",
        "sub?~p; ours sub -rpx; ours sub -rp*",
        "@2; ours a x b; ours a * b",
        "sub@2; ours sub a x b; ours sub a * b",
        "sub@2; ours a x b;",
        "@1+; ours a b; ours * *",
        "@2+; ours a b c; ours a * *",
        "@10; ours 1 2 3 4 5 6 7 8 9 x; ours 1 2 3 4 5 6 7 8 9 *"
      })
  void placeIsCountedFromItsSubcommand(String entries, String command, String hidden)
      throws Exception {
    check(entries, command, hidden);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "@1>:; ours a:b; ours a:*",
        "@1>:; ours ab;",
        "@1>:; ours a:;",
        "@1>%; ours a%b; ours a%*",
        "@1>,; ours a,b,c; ours a,*",
        "@1>=; ours a=b; ours a=*",
        "@1>/; ours scott/tiger@db; ours scott/*@db",
        "@1>/; ours scott/ti@ger@db; ours scott/*@db",
        "@1>/; ours scott/tiger; ours scott/*",
        "@1>/; ours scott@db/x; ours scott@db/*",
        "@1>/; ours /tiger@db;",
        "@1>/; ours @scott/tiger;",
        "@1>/; ours scott/;",
        "-in>pass:; ours -in pass:x; ours -in pass:*",
        "-in>pass:; ours -in file:x;",
        "@1>path; ours https://h/x/y; ours https://h/*",
        "@1>path; ours https://h;",
        "@1>path; ours h/x;",
        "-p>:; ours -p=a:b; ours -p=a:*"
      })
  void partOfAValueIsHidden(String entries, String command, String hidden) throws Exception {
    check(entries, command, hidden);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "run#1; ours mysql -px; ours mysql -p*",
        "run#1; ours -x mysql -py; ours -x mysql -p*",
        "run#2; ours mysql -px;",
        "run#2; ours a mysql -px; ours a mysql -p*",
        "sub/run#1; ours sub mysql -px; ours sub mysql -p*",
        "sub/run#1; ours a mysql -px;",
        "image#1; ours debian mysql -px; ours debian mysql -p*",
        "image#1; ours mysql:8 -px; ours mysql:8 -p*",
        "image#1; ours debian cat -px;",
        "value:-C @1; ours -C a x; ours -C a *",
        "@1; ours -C x; ours -C *",
        "flags:-a,-b @1; ours -a x; ours -a *",
        "flags:-a,-b @1; ours -ab x; ours -ab *",
        "flags:-a,-b @1; ours -c v x; ours -c v *",
        "flags:-a,-b @1; ours -ac v x; ours -ac v *",
        "flags:-a,-b @1; ours --long v x; ours --long v *",
        "flags:-a,-b @1; ours --long=v x; ours --long=v *",
        "flags:-a @1; ours -- x; ours -- *",
        "word:-x @2; ours -x y; ours -x *",
        "word:-x @2; ours -y z;",
        "word:~x @2; ours -ax y; ours -ax *",
        "word:~x @2; ours --x y;",
        "ok:--secret; ours --secret x;",
        "ok:--secret; ours --secret=x;",
        "-z; ours --secret x; ours --secret *",
        "ok:words; ours password x;",
        "-z; ours password x; ours password *"
      })
  void otherEntriesSayWhichWordsCount(String entries, String command, String hidden)
      throws Exception {
    check(entries, command, hidden);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-p; /opt/ours-12 -px; /opt/ours-12 -p*",
        "-p; ours.exe -px; ours.exe -p*",
        "-p; C:\\bin\\ours.CMD -px; C:\\bin\\ours.CMD -p*",
        "-p; $(ours -px; $(ours -p*",
        "-p; ours:3 -px; ours:3 -p*",
        "-p; yours -px;",
        "-p; a=b ours -px; a=b ours -p*",
        "-p; cd /x && ours -px; cd /x && ours -p*",
        "-p; find -exec ours -px; find -exec ours -p*"
      })
  void toolIsFoundByItsName(String entries, String command, String hidden) throws Exception {
    check(entries, command, hidden);
  }
}
