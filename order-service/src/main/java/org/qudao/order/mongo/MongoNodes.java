package org.qudao.order.mongo;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Channel;
import org.qudao.order.model.Node;
import org.qudao.order.model.Nodes;
import org.qudao.order.network.NodeView;
import org.qudao.platform.events.LatestState;
import org.qudao.platform.events.Versioned;
import org.springframework.stereotype.Component;

/** The view of the network in collection {@code nodes}, which the platform reads for scopes too. */
@Component
class MongoNodes implements Nodes, NodeView {

    private static final Duration MAX_AGE = Duration.ofMillis(500);

    private final MongoCollection<Document> nodes;
    private final RecentlyRead<Node> recent = new RecentlyRead<>(MAX_AGE, System::nanoTime);

    MongoNodes(MongoDatabase database) {
        nodes = database.getCollection("nodes");
    }

    @Override
    public Optional<Node> find(String id) {
        return Optional.ofNullable(findAll(Set.of(id)).get(id));
    }

    @Override
    public Map<String, Node> findAll(Collection<String> ids) {
        return recent.get(ids, this::load);
    }

    @Override
    public void apply(List<Change> changes) {
        LatestState.upsertIfNewer(
                nodes,
                changes.stream()
                        .map(change -> new Versioned(change.node().id(), change.version(), write(change.node())))
                        .toList());
        changes.forEach(change -> recent.forget(change.node().id()));
    }

    private Map<String, Node> load(Set<String> ids) {
        Map<String, Node> found = new HashMap<>();
        nodes.find(in("_id", ids)).forEach(d -> found.put(d.getString("_id"), read(d)));
        return found;
    }

    private static Document write(Node node) {
        Channel channel = node.channel();
        return new Document("name", node.name())
                .append("kind", node.kind().name())
                .append("channel", channel == null ? null : channel.name())
                .append("status", node.status().name())
                .append("path", node.path())
                .append("parentId", node.parentId());
    }

    private static Node read(Document d) {
        return new Node(
                d.getString("_id"),
                d.getString("name"),
                Node.Kind.valueOf(d.getString("kind")),
                channel(d.getString("channel")),
                Node.Status.valueOf(d.getString("status")),
                d.getList("path", String.class),
                d.getString("parentId"));
    }

    private static @Nullable Channel channel(@Nullable String name) {
        return name == null ? null : Channel.valueOf(name);
    }
}
