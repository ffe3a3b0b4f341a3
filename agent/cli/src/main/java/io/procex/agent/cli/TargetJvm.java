package io.procex.agent.cli;

import io.procex.agent.shared.JdkVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * The process to attach to. It is checked before attaching, because attaching sends SIGQUIT, which
 * ends a process that does not handle it, and makes a JVM that cannot be attached to print its
 * threads.
 */
final class TargetJvm {
  private static final int ROOT = 0;
  private static final int SIGQUIT = 3;

  private final long pid;
  private final Path proc;
  private ProcessStatus status;
  private boolean ownRoot;

  TargetJvm(long pid) {
    this.pid = pid;
    this.proc = Paths.get("/proc", Long.toString(pid));
  }

  /** Throws the reason if the process cannot be attached to. */
  void check() throws IOException, CommandFailure {
    if (!Files.isDirectory(proc)) {
      throw new CommandFailure(this + ": no such process");
    }
    status = ProcessStatus.of(toString());
    if (!status.field("Tgid").equals(Long.toString(pid))) {
      throw new CommandFailure(this + ": a thread of process " + status.field("Tgid"));
    }
    if (status.field("State").startsWith("Z")) {
      throw new CommandFailure(this + ": has ended");
    }
    int self = ProcessStatus.of("self").user();
    if (self != ROOT && self != user()) {
      throw new CommandFailure(
          this + ": runs as user " + userName() + ": run this command as that user");
    }
    ownRoot = hidesRoot();
    if (!isJvm()) {
      throw new CommandFailure(this + ": not a JVM (" + status.field("Name") + ")");
    }
    checkTemporaryDirectory();
    checkAttachable();
  }

  private boolean isJvm() throws IOException, CommandFailure {
    return canRead("maps")
        ? read("maps").contains("/libjvm.so")
        : ownRoot && JvmSigns.in(proc, user());
  }

  private boolean canRead(String file) {
    try (InputStream in = Files.newInputStream(proc.resolve(file))) {
      return in.read() >= 0;
    } catch (AccessDeniedException e) {
      return false;
    } catch (IOException e) {
      return true; // the next read reports why
    }
  }

  /**
   * Whether its root may not be looked at, although it is in this pid namespace; such a process has
   * capabilities that its user lacks. The JDK's attach mechanism then takes the process's paths for
   * its own, and so does this class.
   */
  private boolean hidesRoot() throws IOException {
    try {
      Files.readSymbolicLink(proc.resolve("root"));
      return false;
    } catch (AccessDeniedException e) {
      return status.field("NSpid").isEmpty() || status.field("NSpid").equals(toString());
    }
  }

  /**
   * Refuses a link in the root of a container, since it would be followed in this command's root.
   */
  private void checkTemporaryDirectory() throws IOException, CommandFailure {
    Path directory = inItsRoot(Paths.get("/tmp"));
    if (!ownRoot
        && Files.isSymbolicLink(directory)
        && !Files.isSameFile(proc.resolve("root"), Paths.get("/"))) {
      throw new CommandFailure(this + ": cannot be attached to: its /tmp is a symbolic link");
    }
  }

  private void checkAttachable() throws IOException, CommandFailure {
    if (("\0" + read("cmdline")).contains("\0-XX:+DisableAttachMechanism\0")) {
      throw new CommandFailure(
          this + ": does not allow attaching (it was started with -XX:+DisableAttachMechanism)");
    }
    String own = status.field("NSpid").replaceAll(".*\\s", "");
    // A JDK 8 would signal the JVM, but create its file in the wrong place. The JVM would then
    // print
    // its threads.
    if (JdkVersion.FEATURE < 9 && !own.isEmpty() && !own.equals(toString())) {
      throw new CommandFailure(
          this + ": runs in another pid namespace: run this command with a JDK 9 or newer");
    }
    Path socket = Paths.get("/tmp/.java_pid" + own);
    boolean listens = Files.exists(inItsRoot(socket));
    if (listens) {
      checkOwner(socket);
    } else if (!status.catches(SIGQUIT)) {
      throw new CommandFailure(
          this
              + ": does not allow attaching: it does not handle SIGQUIT (started with -Xrs,"
              + " or still starting)");
    }
  }

  /**
   * Refuses a socket of another user that an ended JVM with the same pid has left: in a sticky
   * /tmp, a JVM cannot remove it.
   */
  private void checkOwner(Path socket) throws IOException, CommandFailure {
    if ((Integer) Files.getAttribute(inItsRoot(socket), "unix:uid") != user()) {
      throw new CommandFailure(
          this + ": cannot be attached to: remove its " + socket + ", left behind by another user");
    }
  }

  /** Refuses a jar that the JVM does not see. The JVM would print an error on its own stderr. */
  void checkSees(Path jar) throws CommandFailure {
    if (Files.notExists(inItsRoot(jar))) {
      throw new CommandFailure(
          this + ": does not see " + jar + ": copy the jar to that path of its file system");
    }
  }

  private String read(String file) throws IOException, CommandFailure {
    try {
      return ProcFile.read(proc, file);
    } catch (AccessDeniedException e) {
      throw new CommandFailure(
          this
              + ": cannot be inspected: "
              + e.getMessage()
              + " cannot be read (it takes the process's own user, or root with CAP_SYS_PTRACE)");
    } catch (NoSuchFileException e) {
      throw new CommandFailure(this + ": has ended");
    }
  }

  long pid() {
    return pid;
  }

  /** The user that it runs as. */
  int user() {
    return status.user();
  }

  /**
   * The path of a file in that process, which may be in a container, as this process can open it.
   */
  Path inItsRoot(Path path) {
    return ownRoot ? path : proc.resolve("root").resolve(path.toString().substring(1));
  }

  /** A hint for an attachment that failed for an unknown reason. */
  String hint() throws CommandFailure {
    try {
      return ProcessStatus.of("self").user() == user()
          ? ""
          : " (a JVM before 11 can be attached to by its own user only: run this as user "
              + userName()
              + ")";
    } catch (IOException e) {
      return "";
    }
  }

  private String userName() throws IOException {
    return Files.getOwner(proc).getName();
  }

  @Override
  public String toString() {
    return Long.toString(pid);
  }
}
