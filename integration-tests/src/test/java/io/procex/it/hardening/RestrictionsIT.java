package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** What systemd restricts by system calls, by what the kernel then answers to a child. */
@Tag(Jdk.ONCE)
class RestrictionsIT {
  private static final String CALL = "out call ";
  private static final String EVERY_CALL = "src/test/resources/restricted-calls.pl";

  /** Of each restricted call, the harmless use that fails otherwise or not at all. */
  private static final String[] DENIED = {
    "socket-inet 97",
    "socket-unix 0",
    "mmap-rwx 1",
    "mmap-rw 0",
    "personality-set 1",
    "personality-query 0",
    "scheduler-fifo 1",
    "scheduler-other 0",
    "chmod-setuid 1",
    "chmod 0",
    "create-setgid 1",
    "create 0",
    "unshare-user 1",
    "setns 1",
    "clone3 38",
    "io_uring 38",
    "clock 1",
    "module 1",
    "kernel-log 1",
    "hostname 1"
  };

  private static final String[] SETTINGS = {
    "RestrictAddressFamilies=AF_UNIX",
    "MemoryDenyWriteExecute=yes",
    "LockPersonality=yes",
    "RestrictRealtime=yes",
    "RestrictSUIDSGID=yes",
    "RestrictNamespaces=yes",
    "ProtectClock=yes",
    "ProtectKernelModules=yes",
    "ProtectKernelLogs=yes",
    "ProtectHostname=yes",
    "SystemCallArchitectures=native",
    "required=all"
  };

  @TempDir Path directory;

  private List<String> calls(Jdk jdk, String... settings) throws Exception {
    String script = "perl " + Path.of(EVERY_CALL).toAbsolutePath() + " " + directory;
    return results(Hardened.shell(jdk, script, settings));
  }

  private static List<String> results(Result result) {
    return result
        .out()
        .lines()
        .filter(line -> line.startsWith(CALL))
        .map(line -> line.substring(CALL.length()))
        .distinct() // the host launches twice
        .toList();
  }

  @OnEachJdk
  void kernelAnswersAsTheSettingsSay(Jdk jdk) throws Exception {
    assertEquals(List.of(DENIED), calls(jdk, SETTINGS));
  }

  /** So the answers above are the settings' and not this machine's. */
  @OnEachJdk
  void withoutThemNoneOfThatIsDenied(Jdk jdk) throws Exception {
    List<String> calls = calls(jdk);
    assertEquals(DENIED.length, calls.size(), calls::toString);
    assertTrue(calls.contains("socket-inet 0"), calls::toString);
    assertTrue(calls.contains("mmap-rwx 0"), calls::toString);
    assertTrue(calls.contains("personality-set 0"), calls::toString);
    assertTrue(calls.contains("create-setgid 0"), calls::toString);
    assertTrue(calls.contains("clone3 22"), calls::toString);
    assertTrue(calls.contains("setns 9"), calls::toString);
    assertFalse(calls.contains("clock 1"), calls::toString);
  }

  @OnEachJdk
  void connectionOutwardIsRefused(Jdk jdk) throws Exception {
    String connect = "bash -c 'exec 3<>/dev/tcp/127.0.0.1/1' 2>&1";
    Result open = Hardened.shell(jdk, connect);
    assertTrue(open.out().contains("Connection refused"), open.toString());
    Result closed = Hardened.shell(jdk, connect, "RestrictAddressFamilies=none", "required=all");
    assertTrue(closed.out().contains("Address family not supported"), closed.toString());
    Result denied = Hardened.shell(jdk, connect, "IPAddressDeny=any", "required=all");
    assertTrue(denied.out().contains("Operation not permitted"), denied.toString());
  }

  /** 159 is 128 and SIGSYS. */
  @OnEachJdk
  void groupOfSystemdIsAListOfCalls(Jdk jdk) throws Exception {
    String filter = "SystemCallFilter=@system-service ~@privileged @resources";
    assertEquals("here", Hardened.shell(jdk, "echo here", filter, "required=all").line("out "));
    Result killed = Hardened.shell(jdk, "(unshare --mount true) 2>/dev/null; echo $?", filter);
    assertTrue(killed.out().contains("out 159\n"), killed.toString());
  }
}
