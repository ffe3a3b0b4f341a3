package io.procex.it.hostile;

import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import io.procex.it.support.LeftProcesses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a host needs, in one directory that every user can read: jars, library, programs. */
final class Ground {
  /** Where it lies in the host's mount namespace. */
  static final String PLACE = "/mnt";

  /** The library of native code that lies beside Java's. */
  static final String NEIGHBOUR = PLACE + "/neighbour.so";

  /** What a host prints that cannot be made here. */
  static final String IMPOSSIBLE = "impossible";

  private static final String STATUS = "status-agent.jar";
  static final String PLAIN = "procex-agent.jar";
  static final String ONE_FILE = "one.jar";

  private final Path directory;

  Ground(Path directory) throws IOException {
    this.directory = directory;
    Files.copy(Artifacts.agentJar(), directory.resolve(PLAIN));
    Files.copy(Artifacts.oneFile(), directory.resolve(ONE_FILE));
    Files.copy(Artifacts.nativeLibrary(), directory.resolve("lib.so"));
    Files.copy(Artifacts.statusAgent(), directory.resolve(STATUS));
    Files.copy(Artifacts.neighbour(), directory.resolve("neighbour.so"));
    copyPrograms(Path.of("io/procex/hosts"));
    copyPrograms(Path.of("io/procex/hosts/problems"));
    exec("chmod", "-R", "a+rX", directory.toString());
  }

  private void copyPrograms(Path programs) throws IOException {
    Files.createDirectories(directory.resolve(programs));
    try (Stream<Path> classes = Files.list(Artifacts.hosts().resolve(programs))) {
      for (Path file : classes.filter(Files::isRegularFile).toList()) {
        Files.copy(file, directory.resolve(programs).resolve(file.getFileName()));
      }
    }
  }

  private static String exec(String... command) throws IOException {
    Process process =
        LeftProcesses.mark(new ProcessBuilder(command)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** What the launch of a child that looks at itself has printed in that host, and the status. */
  String launch(Jdk jdk, HostileHost host, String jar) throws IOException {
    String ground =
        "mount -t tmpfs -o mode=0755 tmpfs /mnt && cp -a %s/. /mnt && cd / && "
            .formatted(directory);
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-c",
                ground + host.script(),
                "sh"));
    command.add(jdk.java().toString());
    command.add("-Duser.home=/nonexistent");
    command.addAll(host.jvm());
    String options = "NoNewPrivileges=yes,LimitNOFILE=777," + host.option();
    command.add("-javaagent:" + host.folder() + "/" + jar + "=" + options);
    command.add("-javaagent:" + PLACE + "/" + STATUS);
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", PLACE));
    command.addAll(host.program());
    command.addAll(
        List.of("sh", "-c", host.hidesItsJvm() ? LOOK + ASK.formatted(jdk.java()) : LOOK));
    return exec(command.toArray(String[]::new));
  }

  /** Of the child: by prctl's own tool, since a host may have no procfs. */
  private static final String LOOK =
      "echo nofile=$(ulimit -n); setpriv --dump | sed -n 's/no_new_privs: /no_new_privs=/p'";

  /**
   * The child runs commands on its JVM, without the capabilities that the JVM may have; answers by
   * exit codes.
   */
  private static final String ASK =
      "; ask() { setpriv --inh-caps=-all --ambient-caps=-all %s -jar /mnt/procex-agent.jar \"$@\"; }"
          + "; ask list | grep -q \"\\b$PPID \"; echo list=$?"
          + "; ask status $PPID | grep -q installed; echo status=$?"
          + "; ask attach $PPID; echo attach=$?";
}
