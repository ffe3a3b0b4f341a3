package io.procex.fleet.opensearch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.common.transport.TransportAddress;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * A node of OpenSearch in this process, with the two modules of its distribution that are needed.
 */
final class LocalNode extends Node {
  private LocalNode(Settings settings) {
    super(
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "fleet"),
        List.of(Netty4Plugin.class, PainlessPlugin.class),
        false);
  }

  /** Starts one that keeps its data in the folder and listens on this machine alone. */
  static LocalNode start(Path folder) throws Exception {
    Settings settings =
        Settings.builder()
            .put("path.home", folder)
            .put("cluster.name", "fleet")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", "0")
            .put("transport.port", "0")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    LocalNode node = new LocalNode(settings);
    node.start();
    return node;
  }

  String url() {
    TransportAddress address =
        injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress();
    return "http://127.0.0.1:" + address.getPort();
  }
}
