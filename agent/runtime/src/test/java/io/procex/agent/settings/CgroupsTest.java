package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CgroupsTest {
  private static final String V1 = "35 31 0:32 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids";

  private static String own(String group, String... mounts) {
    List<String> groups = Arrays.asList("4:memory:/elsewhere", group);
    return Cgroups.directoryOfOwn(Arrays.asList(mounts), groups);
  }

  private static String mount(String root, String at) {
    return "41 31 0:38 " + root + " " + at + " rw,relatime shared:9 - cgroup2 cgroup2 rw";
  }

  @Test
  void ownGroupIsBelowTheMount() {
    String unified = mount("/", "/sys/fs/cgroup");
    assertEquals("/sys/fs/cgroup/a.slice/b.service", own("0::/a.slice/b.service", V1, unified));
    assertEquals("/sys/fs/cgroup", own("0::/", unified));
    assertEquals("/with space/a", own("0::/a", mount("/", "/with\\040space")));
  }

  @Test
  void mountOfAContainerMayBeginAtItsGroup() {
    String part = mount("/docker/1a2b", "/sys/fs/cgroup");
    assertEquals("/sys/fs/cgroup", own("0::/docker/1a2b", part));
    assertEquals("/sys/fs/cgroup/jvm", own("0::/docker/1a2b/jvm", part));
    assertNull(own("0::/docker/1a2bc", part));
    assertNull(own("0::/../other", part));
  }

  @Test
  void pathOutOfTheHierarchyIsRefused() {
    for (String path : new String[] {"..", "../a", "a/..", "a/../../b"}) {
      Exception refused =
          assertThrows(IllegalArgumentException.class, () -> Cgroups.directory(path), path);
      assertEquals("expected a path below the root of cgroup v2", refused.getMessage(), path);
    }
  }

  @Test
  void withoutTheUnifiedHierarchyThereIsNone() {
    assertNull(own("0::/a", V1));
    assertNull(own("3:cpu:/a", mount("/", "/sys/fs/cgroup")));
    assertNull(Cgroups.directoryOfOwn(Collections.emptyList(), Collections.emptyList()));
  }
}
