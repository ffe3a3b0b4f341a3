package io.procex.agent.resource;

import io.procex.agent.host.Environment;
import io.procex.agent.record.Resource;
import io.procex.agent.record.ResourceField;
import io.procex.agent.shared.ProcSelf;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The container and the pod that the JVM runs in, as far as the kernel or the kubelet say so. */
public final class Container {
  /**
   * The end of a cgroup's path, by Docker, containerd, CRI-O and Podman, with cgroup v1, or with v2
   * where the container has no cgroup namespace: {@code docker-ID.scope}, {@code /ID}.
   */
  private static final Pattern IN_CGROUP =
      Pattern.compile("(?m)[/:-]([0-9a-f]{64})(?:\\.scope)?(?:/.*)?$");

  /**
   * In a cgroup namespace: where a file lies that the engine has mounted over one of the image's.
   * What lies in {@code sandboxes} is the pod's.
   */
  private static final Pattern IN_MOUNTS =
      Pattern.compile("/(?:containers|overlay-containers)/([0-9a-f]{64})/");

  private static final Pattern POD =
      Pattern.compile(
          "(?:pods/|pod)([0-9a-f]{8}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{12})");

  private static final String NAMESPACE = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

  private Container() {}

  /** Puts what is known of it. */
  public static void put(Resource resource) {
    String cgroup = read("cgroup");
    String mounts = read("mountinfo");
    resource.put(ResourceField.CONTAINER_ID, id(cgroup, mounts));
    resource.put(ResourceField.POD_UID, pod(cgroup, mounts));
    Map<String, String> cluster = Environment.startingWith("KUBERNETES_SERVICE_HOST=");
    if (!cluster.isEmpty()) {
      resource.put(ResourceField.K8S_NAMESPACE, FirstLine.of(NAMESPACE));
      resource.put(ResourceField.POD_NAME, resource.get(ResourceField.HOST_NAME));
    }
  }

  private static String read(String file) {
    try {
      return ProcSelf.read(file);
    } catch (IOException | RuntimeException hidden) {
      return "";
    }
  }

  /** The container's id by the texts of the two files, or null. */
  static String id(String cgroup, String mounts) {
    String id = first(IN_CGROUP, cgroup);
    return id == null ? first(IN_MOUNTS, mounts) : id;
  }

  /** The pod's uid by the texts of the two files, or null. systemd's names have no hyphens. */
  static String pod(String cgroup, String mounts) {
    String uid = first(POD, cgroup);
    uid = uid == null ? first(POD, mounts) : uid;
    return uid == null ? null : uid.replace('_', '-');
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }
}
