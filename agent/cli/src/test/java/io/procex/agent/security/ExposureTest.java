package io.procex.agent.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExposureTest {
  private static final String STRICT = "profile=strict";

  private static final String HARDENED =
      STRICT
          + ",RestrictAddressFamilies=none,MemoryDenyWriteExecute=yes"
          + ",ReadOnlyPaths=/usr /lib -/lib64 /etc /proc/self,ReadWritePaths=/dev/null /spool/out";

  private static Exposure of(Child child) {
    return Exposure.of(child);
  }

  private static List<String> names(Exposure exposure) {
    return exposure.findings().stream().map(Finding::name).collect(Collectors.toList());
  }

  @Test
  void namesAndWeightsAreWhole() {
    List<Assessment> all = Assessment.all();
    assertEquals(80, all.size());
    assertEquals(56_435, all.stream().mapToInt(one -> one.weight).sum());
    assertEquals(
        80, new HashSet<>(all.stream().map(one -> one.name).collect(Collectors.toList())).size());
  }

  @Test
  void childWithoutSettingsIsUnsafe() {
    Exposure exposure = of(Settings.ofUnknown(""));
    assertEquals(98, exposure.tenths());
    assertEquals(98, exposure.tenthsByName());
    assertEquals("UNSAFE", exposure.level());
  }

  @Test
  void whatWeighsMostComesFirst() {
    List<Finding> findings = of(Settings.ofUnknown("")).findings();
    assertEquals("PrivateNetwork=", findings.get(0).name());
    assertEquals(2500, findings.get(0).weight());
    List<Integer> weights = new ArrayList<>();
    findings.forEach(finding -> weights.add(finding.weightOfBadness()));
    List<Integer> sorted = new ArrayList<>(weights);
    sorted.sort(Collections.reverseOrder());
    assertEquals(sorted, weights);
  }

  @Test
  void rootIsNotAskedForGroupsAndObjectsThatItLeaves() {
    assertTrue(names(of(Settings.ofUser(""))).contains("RemoveIPC="));
    List<String> ofRoot = names(of(Settings.child("", JvmFacts.ofUser("root", 0))));
    assertEquals(names(of(Settings.ofUnknown(""))), ofRoot);
    assertEquals(
        Collections.emptyList(),
        ofRoot.stream()
            .filter(Arrays.asList("RemoveIPC=", "SupplementaryGroups=")::contains)
            .collect(Collectors.toList()));
  }

  @Test
  void profileOfAJvmThatIsNotRoots() {
    assertEquals(22, of(Settings.ofUser(STRICT)).tenths());
    assertEquals(94, of(Settings.ofUser("profile=safe")).tenths());
    String withNetwork = STRICT + ",RestrictAddressFamilies=";
    assertEquals(30, of(Settings.ofUser(withNetwork)).tenths());
  }

  @Test
  void hardenedRuleIsSafe() {
    Exposure exposure = of(Settings.ofUser(HARDENED));
    assertEquals("SAFE", exposure.level());
    assertEquals(
        Arrays.asList("PrivateUsers=", "RootDirectory=/RootImage=", "RemoveIPC="), names(exposure));
    assertEquals(3, exposure.tenths());
  }

  /**
   * What systemd 252 prints for a unit with the same settings, by {@code systemd-analyze security
   * --offline=true FILE}. In a unit, KeyringMode is private by default. ProtectClock takes
   * capabilities away there, which these lists therefore name too.
   */
  @Test
  void figuresByNameAreThoseOfSystemd() {
    String mixed =
        "CapabilityBoundingSet=~CAP_SYS_ADMIN CAP_SETUID CAP_SETGID CAP_SETPCAP CAP_KILL"
            + " CAP_SYS_TIME CAP_WAKE_ALARM,KeyringMode=private,RestrictNamespaces=user net"
            + ",RestrictAddressFamilies=AF_UNIX AF_NETLINK,ProtectClock=yes,RestrictSUIDSGID=yes"
            + ",SystemCallFilter=@system-service ~@resources,IPAddressDeny=any,UMask=0027"
            + ",MemoryDenyWriteExecute=yes";
    String denying =
        "CapabilityBoundingSet=none,RestrictNamespaces=~user pid,UMask=0007"
            + ",RestrictAddressFamilies=~AF_PACKET AF_BLUETOOTH,SystemCallArchitectures=native"
            + ",SystemCallFilter=~@mount @debug @obsolete,NoNewPrivileges=yes,LockPersonality=yes"
            + ",RestrictRealtime=yes,ProtectHostname=yes,ProtectKernelLogs=yes"
            + ",ProtectKernelModules=yes";
    assertEquals(98, of(Settings.ofUnknown("KeyringMode=inherit")).tenthsByName());
    assertEquals(96, of(Settings.ofUnknown("KeyringMode=private")).tenthsByName());
    assertEquals(94, of(Settings.ofUser("KeyringMode=inherit")).tenthsByName());
    assertEquals(63, of(Settings.ofUnknown(STRICT)).tenthsByName());
    assertEquals(59, of(Settings.ofUser(STRICT)).tenthsByName());
    assertEquals(53, of(Settings.ofUser(mixed)).tenthsByName());
    assertEquals(53, of(Settings.ofUnknown(denying)).tenthsByName());
  }

  @Test
  void levelsAreThoseOfSystemd() {
    assertEquals("0.0", Exposure.text(0));
    assertEquals("10.0", Exposure.text(100));
    assertEquals("2.6", Exposure.text(Exposure.tenths(14_109, 56_435)));
    assertEquals("2.5", Exposure.text(Exposure.tenths(14_108, 56_435)));
  }
}
