package io.procex.agent.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.settings.DeniedCalls;
import org.junit.jupiter.api.Test;

/** What satisfies an assessment without systemd's setting, and what does not. */
class EquivalentTest {
  private static int badness(String assessment, Child child) {
    for (Assessment one : Assessment.all()) {
      if (one.name.equals(assessment)) {
        return one.badness(child);
      }
    }
    throw new IllegalArgumentException(assessment);
  }

  private static int badness(String assessment, String options) {
    return badness(assessment, Settings.ofUser(options));
  }

  @Test
  void filesThatLandlockHidesCount() {
    for (String name : new String[] {"PrivateTmp=", "ProcSubset="}) {
      assertEquals(0, badness(name, "ReadOnlyPaths=/usr"), name);
      assertEquals(1, badness(name, "ReadOnlyPaths=/"), name);
      assertEquals(1, badness(name, "ReadWritePaths=/usr"), name + ": reads everything");
    }
    assertEquals(0, badness("PrivateTmp=", "ReadOnlyPaths=/usr,ReadWritePaths=/tmp/own"));
    assertEquals(1, badness("PrivateTmp=", "ReadOnlyPaths=/usr,ReadWritePaths=-/tmp"));
    assertEquals(1, badness("PrivateTmp=", "ReadOnlyPaths=/usr /var/"));
    assertEquals(0, badness("ProtectProc=", "ReadOnlyPaths=/usr /proc/self"));
    assertEquals(3, badness("ProtectProc=", "ReadOnlyPaths=/usr /proc/self/root"));
    assertEquals(3, badness("ProtectProc=", "ReadOnlyPaths=/usr /proc/self/.."));
  }

  @Test
  void homesAndSystemHaveDegrees() {
    assertEquals(0, badness("ProtectHome=", "ReadOnlyPaths=/usr"));
    assertEquals(5, badness("ProtectHome=", "ReadWritePaths=/spool"));
    assertEquals(5, badness("ProtectHome=", "ReadOnlyPaths=/home/app/in"));
    assertEquals(10, badness("ProtectHome=", "ReadWritePaths=/home/app"));
    assertEquals(0, badness("ProtectSystem=", "ReadWritePaths=/var /home"));
    assertEquals(5, badness("ProtectSystem=", "ReadWritePaths=/etc/app"));
    assertEquals(10, badness("ProtectSystem=", "ReadWritePaths=/usr/local"));
    assertEquals(10, badness("ProtectSystem=", "ReadWritePaths=/"));
    assertEquals(0, badness("ProtectKernelTunables=", "ReadWritePaths=/proc/self"));
    assertEquals(1, badness("ProtectKernelTunables=", "ReadWritePaths=/proc"));
    assertEquals(1, badness("ProtectControlGroups=", "ReadWritePaths=/sys/fs"));
  }

  @Test
  void devicesMustBeHiddenAndNotCreated() {
    String hidden = "ReadOnlyPaths=/usr,ReadWritePaths=/dev/null";
    assertEquals(0, badness("PrivateDevices=", hidden));
    assertEquals(10, badness("DeviceAllow=", "ReadOnlyPaths=/usr /dev/sda"));
    assertEquals(10, badness("DeviceAllow=", "ReadOnlyPaths=/usr,ReadWritePaths=/dev"));
    String creating = hidden + " /out";
    assertEquals(1, badness("PrivateDevices=", creating));
    String dropping = creating + ",CapabilityBoundingSet=~CAP_MKNOD";
    assertEquals(0, badness("PrivateDevices=", Settings.ofUnknown(dropping)));
    assertEquals(1, badness("PrivateDevices=", dropping));
  }

  @Test
  void callsThatAnySettingDeniesCount() {
    assertEquals(0, badness("ProtectKernelModules=", "profile=strict"));
    assertEquals(0, badness("ProtectClock=", "profile=strict"));
    assertEquals(1, badness("ProtectClock=", "SystemCallFilter=~clock_settime"));
    assertEquals(0, badness("KeyringMode=", "SystemCallFilter=~@keyring"));
    assertEquals(1, badness("KeyringMode=", "SystemCallFilter=~add_key"));
    assertEquals(0, badness("SystemCallFilter=~@clock", "ProtectClock=yes"));
    assertEquals(10, badness("SystemCallFilter=~@clock", "ProtectHostname=yes"));
    assertEquals(9, badness("SystemCallFilter=~@clock", "SystemCallFilter=@system-service @clock"));
    assertEquals(0, badness("SystemCallFilter=~@clock", "SystemCallFilter=@system-service"));
    assertEquals(0, badness("SystemCallArchitectures=", "RestrictRealtime=yes"));
    assertEquals(10, badness("SystemCallArchitectures=", "RestrictRealtime=no"));
    assertEquals(0, badness("PrivateMounts=", "profile=strict"));
    assertEquals(1, badness("PrivateMounts=", "SystemCallFilter=~mount"));
    assertEquals(0, badness("PrivateMounts=", "SystemCallFilter=~@mount"));
    assertEquals(0, badness("PrivateMounts=", "ExecPaths=/usr"));
  }

  @Test
  void strictDeniesTheCallsThatReachBeyondTheChild() {
    DeniedCalls denied = Settings.ofUser("profile=strict").denied();
    for (String call :
        ("@clock @debug @keyring @module @mount @raw-io @reboot @swap acct bpf kcmp"
                + " open_tree perf_event_open process_madvise process_vm_readv process_vm_writev"
                + " ptrace quotactl quotactl_fd sethostname setdomainname userfaultfd vhangup")
            .split(" ", -1)) {
      assertTrue(denied.includeAll(call), call);
    }
    assertFalse(denied.includeAll("read"));
  }

  @Test
  void networkIsGoneWithoutAnySocket() {
    assertEquals(0, badness("PrivateNetwork=", "RestrictAddressFamilies=none"));
    assertEquals(1, badness("PrivateNetwork=", "RestrictAddressFamilies=AF_UNIX"));
    assertEquals(1, badness("PrivateNetwork=", "IPAddressDeny=any"));
    assertEquals(0, badness("IPAddressDeny=", "RestrictAddressFamilies=AF_UNIX AF_NETLINK"));
    assertEquals(10, badness("IPAddressDeny=", "RestrictAddressFamilies=~AF_INET AF_INET6"));
    assertEquals(0, badness("RestrictAddressFamilies=~AF_PACKET", "IPAddressDeny=any"));
    assertEquals(1, badness("RestrictAddressFamilies=~…", "IPAddressDeny=any"));
  }

  @Test
  void boundingSetCountsOnlyIfTheJvmCanSetIt() {
    String assessment = "CapabilityBoundingSet=~CAP_SYS_ADMIN";
    String none = "CapabilityBoundingSet=none";
    assertEquals(0, badness(assessment, Settings.ofUnknown(none)));
    assertEquals(1, badness(assessment, none));
    assertEquals(0, badness(assessment, Settings.child(none, JvmFacts.of(1000, 022, 1 << 8, 0))));
    assertEquals(1, badness(assessment, Settings.child(none, JvmFacts.of(0, 022, 1, 0))));
    JvmFacts recorded = JvmFacts.ofUser("1000", 1000).asRecorded();
    assertEquals(0, badness(assessment, Settings.child(none, recorded)));
  }

  @Test
  void userWithoutPrivilegesNeedsNoBoundingSet() {
    String assessment = "CapabilityBoundingSet=~CAP_SYS_ADMIN";
    String both = "NoNewPrivileges=yes,AmbientCapabilities=none";
    assertEquals(0, badness(assessment, both));
    assertEquals(1, badness(assessment, "NoNewPrivileges=yes"));
    assertEquals(1, badness(assessment, "AmbientCapabilities=none"));
    assertEquals(1, badness(assessment, Settings.ofUnknown(both)));
    Child ofPlainJvm = Settings.child("NoNewPrivileges=yes", JvmFacts.of(1000, 022, 0, 0));
    assertEquals(0, badness(assessment, ofPlainJvm));
    Child ofRichJvm = Settings.child(both, JvmFacts.of(1000, 022, 1, 1));
    assertEquals(1, badness(assessment, ofRichJvm));
    assertEquals(0, badness("AmbientCapabilities=", ofRichJvm));
    assertEquals(1, badness("AmbientCapabilities=", Settings.child("", JvmFacts.of(1, 0, 1, 1))));
  }
}
