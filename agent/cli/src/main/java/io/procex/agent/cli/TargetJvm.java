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
 * The process to attach to. All that can be told beforehand is: attaching sends SIGQUIT, which ends
 * what does not expect it, and makes a JVM that cannot be attached to print its threads.
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

  /** Throws what stands in the way. */
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
      return true; // said by whoever reads it
    }
  }

  /**
   * Whether its root may not be looked at, as that of one with capabilities that its user lacks,
   * and it is in this pid namespace: then the JDK's attach mechanism takes its files to be where
   * they are for this process, and so is everything here.
   */
  private boolean hidesRoot() throws IOException {
    try {
      Files.readSymbolicLink(proc.resolve("root"));
      return false;
    } catch (AccessDeniedException e) {
      return status.field("NSpid").isEmpty() || status.field("NSpid").equals(toString());
    }
  }

  /** A link in the root of a container would lead into this command's root. */
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
    // It would signal the JVM, leave no file where that looks for one, and so have it print
    // threads.
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

  /** In a sticky /tmp a JVM cannot remove what one of another user, of its pid, left behind. */
  private void checkOwner(Path socket) throws IOException, CommandFailure {
    if ((Integer) Files.getAttribute(inItsRoot(socket), "unix:uid") != user()) {
      throw new CommandFailure(
          this + ": cannot be attached to: remove its " + socket + ", left behind by another user");
    }
  }

  /** A JVM that does not find the jar prints that on its own stderr. */
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

  /** A path of that process, which may be in a container, as seen from here. */
  Path inItsRoot(Path path) {
    return ownRoot ? path : proc.resolve("root").resolve(path.toString().substring(1));
  }

  /** What may help after an attachment that failed for no reason known here. */
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
