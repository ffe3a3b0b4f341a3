package io.procex.it.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** Locales made for a test: machines have few. */
public final class Locales {
  private Locales() {}

  /** Lets a host speak a language in an encoding; skips the test if libc cannot. */
  public static void speak(HostJvm host, Path directory, String language, String encoding)
      throws InterruptedException {
    String locale = language + "." + encoding;
    Path place = directory.resolve(locale);
    assumeTrue(isDefined(language, encoding, place), "localedef cannot make " + locale);
    host.env("LOCPATH", directory.toString()).env("LC_ALL", locale).env("LANGUAGE", "");
  }

  private static boolean isDefined(String language, String encoding, Path place)
      throws InterruptedException {
    if (place.toFile().isDirectory()) {
      return true;
    }
    try {
      Process localedef =
          new ProcessBuilder("localedef", "-i", language, "-f", encoding, place.toString())
              .redirectErrorStream(true)
              .redirectOutput(place.resolveSibling("localedef.log").toFile())
              .start();
      // Japanese in EUC gets a warning, and with it an exit code of 1.
      localedef.waitFor();
      return place.toFile().isDirectory();
    } catch (IOException e) {
      return false;
    }
  }
}
