package io.procex.agent.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GlobTest {
  private static void assertMatches(boolean expected, String glob, String... names) {
    for (String name : names) {
      assertEquals(expected, Glob.of(glob, '/').matches(name), glob + " " + name);
    }
  }

  @Test
  void starsStayWithinAPart() {
    assertMatches(true, "/usr/bin/convert*", "/usr/bin/convert", "/usr/bin/convert-im6");
    assertMatches(false, "/usr/bin/convert*", "/usr/bin/convert/x", "/usr/bin/Convert", "/usr/bin");
    assertMatches(true, "/usr/*/p*n?", "/usr/bin/python3", "/usr/local/pan3");
    assertMatches(false, "/usr/*/p?n", "/usr/bin/p/n", "/usr/bin/pn");
  }

  @Test
  void doubleStarsGoAcrossAndStandForNoPartToo() {
    assertMatches(true, "/**/sh", "/sh", "/bin/sh", "/usr/local/bin/sh");
    assertMatches(false, "/**/sh", "/bin/dash", "/bin/sh/x", "sh");
    assertMatches(true, "**/sh", "/sh", "/usr/bin/sh", "sh");
    assertMatches(true, "/opt/**", "/opt/a", "/opt/a/b", "/opt/");
    assertMatches(false, "/opt/**", "/opt", "/optional");
    assertMatches(true, "/a/**/b/**/c*", "/a/b/c", "/a/x/b/b/y/cd");
    assertMatches(true, "**sh", "/usr/bin/bash");
    assertMatches(true, "/a**z", "/a/b/z", "/az");
  }

  @Test
  void classesOfCharactersNeverStandForASeparator() {
    assertMatches(true, "/bin/[a-c]x[!0-9]", "/bin/bxa");
    assertMatches(false, "/bin/[a-c]x[!0-9]", "/bin/dxa", "/bin/bx1", "/bin/Bxa");
    assertMatches(false, "/bin[!a]x", "/bin/x");
    assertMatches(true, "/[]x]/[a-]", "/]/-", "/x/a");
    assertMatches(true, "/[\\]-_]", "/^");
  }

  @Test
  void backslashTakesACharacterAsItIs() {
    assertMatches(true, "/a\\*b\\[c\\\\\\?", "/a*b[c\\?");
    assertMatches(false, "/a\\*b", "/axb");
  }

  @Test
  void charactersBeyondSixteenBitsAndBytesThatAreNoTextAreOneEach() {
    assertMatches(true, "/?", "/\ud83d\ude00", "/" + PathText.of(new byte[] {(byte) 0xff}));
    assertMatches(false, "/?", "/\ud83d\ude00x");
    assertMatches(false, "/ａ", "/a");
  }

  @Test
  void classNamesHaveDots() {
    Glob glob = Glob.of("com.example.**.Image*", '.');
    assertEquals(true, glob.matches("com.example.ImageStore$1"));
    assertEquals(true, glob.matches("com.example.a.b.Images"));
    assertEquals(false, glob.matches("com.exampleXImages"));
    assertEquals(false, Glob.of("com.*", '.').matches("com.example.App"));
  }

  @Test
  void brokenOnesSayWhatIsWrong() {
    for (String glob : new String[] {"", "/a[bc", "/a\\", "/[z-a]", "/[a-\\", "/[\\", "/[a-"}) {
      assertThrows(IllegalArgumentException.class, () -> Glob.of(glob, '/'), glob);
    }
  }

  /** By the naive way to write it: a regular expression. */
  @Test
  void agreesWithTheRegularExpressionThatItStandsFor() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String glob = word(random, "ab/*?", 8).replaceAll("\\*{3,}", "**");
      String name = word(random, "ab/", 10);
      if (!glob.isEmpty()) {
        String regex = regex(glob);
        assertEquals(
            Pattern.matches(regex, name), Glob.of(glob, '/').matches(name), glob + " " + name);
      }
    }
  }

  private static String regex(String glob) {
    String regex = "";
    for (int i = 0; i < glob.length(); ) {
      boolean startsPart = i == 0 || glob.charAt(i - 1) == '/';
      if (startsPart && glob.startsWith("**/", i)) {
        regex += "(.*/)?";
        i += 3;
      } else if (glob.startsWith("**", i)) {
        regex += ".*";
        i += 2;
      } else {
        char c = glob.charAt(i++);
        regex += c == '*' ? "[^/]*" : c == '?' ? "[^/]" : c;
      }
    }
    return regex;
  }

  private static String word(Random random, String alphabet, int most) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }

  @Test
  void noPathTakesLong() {
    StringBuilder path = new StringBuilder();
    for (int part = 0; part < 16; part++) {
      path.append('/');
      for (int i = 0; i < 254; i++) {
        path.append('a');
      }
    }
    Glob glob = Glob.of("/**/*a*a*a*a**a*a*b", '/');
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> glob.matches(path.toString()));
  }

  @Test
  void bytesThatDifferAreTextsThatDiffer() {
    byte[][] names = {
      {'/', (byte) 0xc0, (byte) 0xaf}, // an overlong slash
      {'/', (byte) 0xed, (byte) 0xb0, (byte) 0x80}, // half a pair
      {'/', (byte) 0xe2, (byte) 0x82},
      {'/', (byte) 0xf0, (byte) 0x9f, (byte) 0x98, (byte) 0x80},
    };
    String all = "";
    for (byte[] name : names) {
      String text = PathText.of(name);
      assertEquals(-1, all.indexOf(text));
      assertEquals(0, text.lastIndexOf('/'));
      all += text;
    }
    assertEquals("\udcc0\udcaf", PathText.of(names[0]).substring(1));
    assertEquals("/é", PathText.of("/é".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void negationIsWrittenInTwoWaysAndIsNoCharacterOfTheClass() {
    assertMatches(true, "/[^a]", "/b", "/^", "/[");
    assertMatches(false, "/[^a]", "/a");
    assertMatches(true, "/[!a]", "/!", "/[");
    assertMatches(false, "/[!]a]", "/]", "/a");
  }

  @Test
  void backslashInAClassTakesTheEndAndTheBracketAsTheyAre() {
    assertMatches(true, "/[Z-\\]]", "/]", "/[");
    assertMatches(false, "/[Z-\\]]", "/^", "/\\]");
    assertMatches(true, "/[a\\]b]", "/a", "/]", "/b");
    assertMatches(false, "/[a-c]", "/-", "/d");
  }
}
