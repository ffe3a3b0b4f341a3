package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.ObserveFailures;
import io.procex.it.support.Jdk;
import io.procex.it.support.Locales;
import io.procex.it.support.Parity;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of an errno is libc's in the language and encoding of the process, as in the JDK. */
class LocaleIT {
  private static final Path TRANSLATIONS = Path.of("/usr/share/locale/de/LC_MESSAGES/libc.mo");

  /** As the host writes it in ASCII. */
  private static final String U_UMLAUT = "\\c3\\bc";

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void germanInUtf8(Jdk jdk) throws Exception {
    check(jdk, "UTF-8");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void germanInLatin1(Jdk jdk) throws Exception {
    check(jdk, "ISO-8859-1");
  }

  private void check(Jdk jdk, String encoding) throws Exception {
    assumeTrue(Files.exists(TRANSLATIONS), "no " + TRANSLATIONS + " (Debian's package locales)");
    Files.copy(Path.of("/bin/true"), directory.resolve("busy"));
    Result result =
        Parity.check(
            jdk,
            host -> Locales.speak(host, directory, "de_DE", encoding),
            ObserveFailures.class,
            "programs",
            directory.toString());
    assertTrue(result.out().contains("Datei oder Verzeichnis nicht gefunden"), result::toString);
    assertTrue(result.out().contains("Keine Berechtigung"), result::toString);
    assertTrue(result.out().contains("ausgef" + U_UMLAUT + "hrt"), result::toString);
    assertFalse(result.out().contains("No such file or directory"), result::toString);
    assertEquals(0, result.exitCode());
  }
}
