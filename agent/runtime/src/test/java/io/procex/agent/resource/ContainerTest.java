package io.procex.agent.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class ContainerTest {
  private static final String ID =
      "7be92808767a667f35c8505cbf40d14e931ef6db5b0210329cf193b15ba9d605";
  private static final String OTHER = ID.replace('7', '8');

  @Test
  void idIsTheEndOfTheCgroupsPath() {
    assertEquals(ID, Container.id("13:memory:/docker/" + ID + "\n", ""));
    assertEquals(ID, Container.id("0::/system.slice/docker-" + ID + ".scope\n", ""));
    assertEquals(ID, Container.id("0::/machine.slice/libpod-" + ID + ".scope/container\n", ""));
    assertEquals(
        ID, Container.id("1:cpu:/kubepods/pod2c48913c/cri-containerd-" + ID + ".scope\n", ""));
    assertEquals(ID, Container.id("0::/kubepods.slice/k8s.io:cri-containerd:" + ID + "\n", ""));
  }

  @Test
  void whereTheCgroupIsTheRootTheMountsTell() {
    String docker =
        "678 655 254:1 /var/lib/docker/containers/" + ID + "/hostname /etc/hostname rw - ext4";
    assertEquals(ID, Container.id("0::/\n", docker));
    String podman =
        "9 8 0:24 /containers/overlay-containers/" + ID + "/userdata/hosts /etc/hosts rw - tmpfs";
    assertEquals(ID, Container.id("0::/\n", podman));
  }

  @Test
  void sandboxOfThePodIsNoContainer() {
    String mounts =
        "1 2 8:1 /var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/" + OTHER + "/hostname /e";
    assertNull(Container.id("0::/\n", mounts));
  }

  @Test
  void machineWithoutContainersHasNone() {
    assertNull(Container.id("0::/user.slice/user-0.slice/session-1.scope\n", "1 2 8:1 / / rw"));
    assertNull(Container.pod("0::/init.scope\n", ""));
    assertNull(Container.id("", ""));
  }

  @Test
  void podsUidIsInCgroupOrMounts() {
    String uid = "2c48913c-b29f-11e7-9350-020968147796";
    assertEquals(uid, Container.pod("11:x:/kubepods/besteffort/pod" + uid + "/" + ID + "\n", ""));
    assertEquals(uid, Container.pod("0::/kubepods-pod" + uid.replace('-', '_') + ".slice/x\n", ""));
    assertEquals(
        uid, Container.pod("0::/\n", "1 2 8:1 /var/lib/kubelet/pods/" + uid + "/etc-hosts /e"));
  }
}
