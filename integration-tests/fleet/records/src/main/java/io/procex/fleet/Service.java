package io.procex.fleet;

import java.util.List;

/**
 * A service of the fleet.
 *
 * @param versions that run at the same time; null for one that names none
 * @param inheritable descriptors that a plain fork would pass on, at most
 */
record Service(String name, List<String> versions, int jvms, int inheritable, List<Work> works) {

  /** A hundred JVMs in all. */
  static List<Service> all() {
    return List.of(shop(), billing(), builds(), warehouse(), gateway());
  }

  /** Its newer image lacks a program. */
  private static Service shop() {
    return new Service(
        "shop",
        List.of("4.1.0", "4.2.0"),
        30,
        180,
        List.of(
            Work.of(6, "com.shop.images.Thumbnails.scale", 0.4, "/usr/bin/convert", "-", "-")
                .failing("ENOENT", "4.2.0"),
            Work.of(2, "com.shop.orders.Invoice.print", 2.5, "/usr/bin/wkhtmltopdf", "-", "-"),
            Work.of(1, "com.shop.admin.Console.run", 0.2, "/bin/sh", "-c", "df -h /data")));
  }

  private static Service billing() {
    return new Service(
        "billing",
        List.of("7.0.3"),
        20,
        0,
        List.of(
            Work.of(5, "com.billing.Export.sign", 0.05, "/usr/bin/gpg", "--sign"),
            Work.of(1, "com.billing.Backup.nightly", 900, "/bin/bash", "backup.sh"),
            Work.of(1, "com.billing.Fax.send", 30, "/opt/fax/send", "invoice.tiff")
                .failing("EACCES", null)));
  }

  private static Service builds() {
    return new Service(
        "builds",
        List.of("2.528", "2.534"),
        20,
        12,
        List.of(
            Work.of(8, "org.example.scm.Git.fetch", 3, "/usr/bin/git", "fetch", "--tags"),
            Work.of(5, "org.example.steps.Shell.perform", 45, "/bin/sh", "-xe", "step.sh"),
            Work.of(1, "org.example.steps.Shell.perform", 1, "/bin/sh", "-xe", "step.sh")
                .failing("E2BIG", "2.534")));
  }

  private static Service warehouse() {
    return new Service(
        "warehouse",
        List.of("3.4.2"),
        15,
        0,
        List.of(
            Work.of(6, "org.example.dfs.Usage.refresh", 20, "/usr/bin/du", "-sk", "/data"),
            Work.of(1, "org.example.feed.Tunnel.open", 40_000, "/usr/bin/ssh", "-N", "feed"),
            Work.of(3, "org.example.auth.Groups.resolve", 0.1, "/bin/bash", "-c", "id -Gn etl")));
  }

  /** It names no version. What follows its log lives as long as the JVM, or longer. */
  private static Service gateway() {
    return new Service(
        "gateway",
        null,
        15,
        4015,
        List.of(
            Work.of(4, "net.gateway.Certificates.check", 0.3, "/usr/bin/openssl", "verify"),
            Work.of(1, "net.gateway.Certificates.revoked", 0, "/usr/bin/ocspcheck", "chain.pem")
                .failing("ENOENT", null),
            Work.of(1, null, 0.1, "/bin/sh", "-c", "ss -s"),
            Work.of(1, "net.gateway.AccessLog.follow", 5000, "/usr/bin/tail", "-F", "access")));
  }
}
