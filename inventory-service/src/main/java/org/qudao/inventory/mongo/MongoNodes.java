package org.qudao.inventory.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.network.Network;
import org.qudao.inventory.network.Node;
import org.qudao.inventory.network.Nodes;
import org.qudao.platform.events.LatestState;
import org.qudao.platform.events.Versioned;
import org.qudao.platform.security.ScopeTree;
import org.springframework.stereotype.Component;

@Component
final class MongoNodes implements Nodes {

    private static final long RECENT_NANOS = Duration.ofSeconds(3).toNanos();

    private record Read(Network network, long atNanos) {}

    private final MongoCollection<Document> documents;
    private volatile @Nullable Read last;

    MongoNodes(MongoDatabase database) {
        this.documents = database.getCollection(ScopeTree.COLLECTION);
    }

    @Override
    public void apply(Node node, long version) {
        Document state = new Document("name", node.name())
                .append("kind", node.kind())
                .append("channel", node.channel())
                .append("tier", node.tier())
                .append(ScopeTree.PATH, node.path())
                .append("status", node.status());
        LatestState.upsertIfNewer(documents, List.of(new Versioned(node.id(), version, state)));
    }

    @Override
    public Optional<Node> find(String id) {
        return Optional.ofNullable(documents.find(Filters.eq("_id", id)).first())
                .map(MongoNodes::node);
    }

    @Override
    public Network all() {
        Map<String, Node> nodes = new HashMap<>();
        documents.find().map(MongoNodes::node).forEach(node -> nodes.put(node.id(), node));
        Network network = new Network(nodes);
        last = new Read(network, System.nanoTime());
        return network;
    }

    @Override
    public Network recent() {
        Read read = last;
        return read == null || System.nanoTime() - read.atNanos() > RECENT_NANOS ? all() : read.network();
    }

    private static Node node(Document document) {
        return new Node(
                document.getString("_id"),
                document.getString("name"),
                document.getString("kind"),
                document.getString("channel"),
                document.getString("tier"),
                document.getList(ScopeTree.PATH, String.class, List.of()),
                document.getString("status"));
    }
}
