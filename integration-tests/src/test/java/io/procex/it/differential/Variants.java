package io.procex.it.differential;

import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Locales;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All variants: how JVMs are configured, and where they run. */
final class Variants {
  /** That instead of the jar; its default settings alone. */
  static final String NATIVE_ENTRY = "native entry";

  static final String HIDDEN_PROC = "/proc hidden after start";

  /** The whole agent makes each launch, from the first on, as it always does on 8. */
  private static final String WHOLE = "-Dprocex.reaper=pidfd";

  /** How the names begin of those in which libc speaks German. */
  static final String GERMAN = "German";

  private static final Path TRANSLATIONS = Path.of("/usr/share/locale/de/LC_MESSAGES/libc.mo");

  private static final int NEWEST = 99;

  static final Variant DEFAULT =
      Variant.of("default", (host, place) -> host.bothCompilers()).asDefault();

  static final List<Variant> ALL =
      List.of(
          DEFAULT,
          Variant.of(NATIVE_ENTRY, (host, place) -> host.bothCompilers()).asDefault(),
          option("-Xint").asDefault().onSome(),
          option("-Xcomp").asDefault(),
          Variant.of("-Xcomp, both compilers", (host, place) -> compileAll(host))
              .where(place -> place.jdk().feature() == 17 ? null : "on JDK 17 alone")
              .asDefault(),
          option("-XX:+UseSerialGC").asDefault().onSome(),
          option("-XX:+UseG1GC").asDefault().onSome(),
          Variant.options("-XX:+UnlockExperimentalVMOptions", "-XX:+UseZGC") // so before 15
              .asDefault()
              .onSome(),
          Variant.options("-XX:+UnlockExperimentalVMOptions", "-XX:+UseShenandoahGC")
              .asDefault()
              .onSome(),
          option("-Xcheck:jni").onSome(),
          option("-Xverify:all").onSome(),
          Variant.of("least -Xss", (host, place) -> host.jvm(place.leastStack())),
          option("-XX:-MaxFDLimit").onSome(),
          mechanism("VFORK"),
          mechanism("FORK"),
          mechanism("POSIX_SPAWN").on(9, NEWEST),
          Variant.of("security manager", (host, place) -> host.jvm(place.securityManager()))
              .on(8, 17),
          Variant.of("modular", (host, place) -> host.module("io.procex.hosts", place.modules()))
              .on(9, NEWEST),
          Variant.of("jlink", (host, place) -> host.home(place.image())).on(9, NEWEST),
          Variant.of("reaper=jdk", (host, place) -> host.jvm("-Dprocex.reaper=jdk")).asDefault(),
          Variant.of("reaper=pidfd", (host, place) -> host.jvm(WHOLE)).asDefault().on(9, NEWEST),
          german("", "UTF-8").onSome(),
          german(", Latin-1, reaper=pidfd", "ISO-8859-1", WHOLE).onSome(),
          speaking("Japanese, EUC", "ja_JP", "EUC-JP").onSome(),
          Variant.of("C locale", (host, place) -> host.env("LC_ALL", "C")).onSome(),
          Variant.by(
                  "nohup, nice, umask",
                  "sh",
                  "-c",
                  "umask 027; trap '' HUP USR1; ulimit -S -c 0; exec nice -n 3 \"$@\"",
                  "sh")
              .onSome(),
          Variant.of(
                  "closed 0, 1, 2",
                  (host, place) -> host.by("sh", "-c", "exec \"$@\" <&- >&- 2>&-", "sh"))
              .onSome(),
          Variant.by(HIDDEN_PROC, "unshare", "-m").onSome(),
          Variant.by("pid 1", "unshare", "--pid", "--fork", "--mount-proc").onSome(),
          Variant.by("user namespace", "unshare", "--user").onSome(),
          Variant.by("user namespace, as root", "unshare", "--user", "--map-root-user").onSome(),
          Variant.by("no capabilities", "setpriv", "--bounding-set", "-all", "--inh-caps", "-all")
              .onSome(),
          Variant.by("close_range refused", Artifacts.fault().toString(), "close_range=EPERM", "--")
              .onSome());

  private Variants() {}

  /** One that each JVM of these JDKs has. */
  private static Variant option(String option) {
    return Variant.of(option, (host, place) -> host.jvm(option));
  }

  /** The second compiler leaves out what an exception says that is thrown often. */
  private static void compileAll(HostJvm host) {
    host.bothCompilers().jvm("-Xcomp", "-XX:-OmitStackTraceInFastThrow");
  }

  private static Variant german(String name, String encoding, String... options) {
    Variant speaking = speaking(GERMAN + name, "de_DE", encoding, options);
    String missing = "no " + TRANSLATIONS + " (Debian's package locales)";
    return speaking.where(place -> Files.exists(TRANSLATIONS) ? null : missing);
  }

  private static Variant speaking(
      String name, String language, String encoding, String... options) {
    return Variant.of(
        name,
        (host, place) -> Locales.speak(host.jvm(options), place.directory(), language, encoding));
  }

  private static Variant mechanism(String name) {
    return Variant.of(
        name, (host, place) -> host.jvm("-Djdk.lang.Process.launchMechanism=" + name));
  }
}
