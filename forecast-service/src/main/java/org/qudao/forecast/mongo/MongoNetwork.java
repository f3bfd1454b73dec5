package org.qudao.forecast.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.qudao.forecast.model.Network;
import org.qudao.forecast.model.NetworkNode;
import org.qudao.platform.events.Versioned;
import org.qudao.platform.security.ScopeTree;
import org.springframework.stereotype.Component;

/** The collection that {@link ScopeTree} reads, too. */
@Component
class MongoNetwork implements Network {
    private static final String REGION = "REGION";

    private final MongoCollection<Document> nodes;

    MongoNetwork(MongoDatabase database) {
        this.nodes = database.getCollection(ScopeTree.COLLECTION);
    }

    @Override
    public void record(List<NetworkNode> batch) {
        NewestVersions.keep(
                nodes,
                batch.stream()
                        .map(node -> new Versioned(
                                node.id(),
                                node.version(),
                                new Document("name", node.name())
                                        .append("kind", node.kind())
                                        .append(ScopeTree.PATH, node.path())))
                        .toList());
    }

    @Override
    public List<NetworkNode> nodes() {
        return nodes.find().map(MongoNetwork::node).into(new ArrayList<>());
    }

    @Override
    public List<NetworkNode> regionsBelow(Set<String> nodeIds) {
        return nodes.find(Filters.and(Filters.in(ScopeTree.PATH, nodeIds), Filters.eq("kind", REGION)))
                .map(MongoNetwork::node)
                .into(new ArrayList<>());
    }

    private static NetworkNode node(Document node) {
        return new NetworkNode(
                node.getString("_id"),
                node.get("version", Number.class).longValue(),
                node.getString("name"),
                node.getString("kind"),
                node.getList(ScopeTree.PATH, String.class));
    }

    @Override
    public Map<String, List<String>> paths() {
        Map<String, List<String>> paths = new HashMap<>();
        nodes.find()
                .projection(Projections.include(ScopeTree.PATH))
                .forEach(node -> paths.put(node.getString("_id"), node.getList(ScopeTree.PATH, String.class)));
        return paths;
    }

    @Override
    public Map<String, String> regions() {
        Map<String, String> kinds = new HashMap<>();
        Map<String, List<String>> paths = new HashMap<>();
        nodes.find().projection(Projections.include("kind", ScopeTree.PATH)).forEach(node -> {
            String id = node.getString("_id");
            kinds.put(id, node.getString("kind"));
            paths.put(id, node.getList(ScopeTree.PATH, String.class));
        });
        Map<String, String> regions = new HashMap<>();
        paths.forEach((id, path) -> path.reversed().stream()
                .filter(above -> Objects.equals(kinds.get(above), REGION))
                .findFirst()
                .ifPresent(region -> regions.put(id, region)));
        return regions;
    }
}
