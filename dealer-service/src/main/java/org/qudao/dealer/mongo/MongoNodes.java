package org.qudao.dealer.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeChange;
import org.qudao.dealer.network.NodeEvent;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.organising.NodeDirectory;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.AlreadyExists;
import org.qudao.platform.outbox.Decision;
import org.qudao.platform.outbox.NewAggregate;
import org.qudao.platform.outbox.OutgoingEvent;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.springframework.stereotype.Component;

/** Nodes as aggregates; the collection is the one that scopes are computed from. */
@Component
class MongoNodes implements Nodes, NodeDirectory {
    private final Aggregates aggregates;
    private final Clock clock;

    MongoNodes(AggregatesFactory factory, Clock clock) {
        this.aggregates = factory.of(ScopeTree.COLLECTION, "dealer.node");
        this.clock = clock;
    }

    @Override
    public Optional<Node> find(String id) {
        return aggregates.find(id).map(stored -> NodeDocuments.node(stored.id(), stored.state()));
    }

    @Override
    public Map<String, Node> findAll(Collection<String> ids) {
        Map<String, Node> found = new HashMap<>();
        list(Filters.in("_id", ids)).forEach(node -> found.put(node.id(), node));
        return found;
    }

    @Override
    public List<Node> childrenOf(Collection<String> parentIds) {
        return list(Filters.in("parentId", parentIds));
    }

    @Override
    public List<Node> all() {
        return list(new Document());
    }

    @Override
    public boolean add(Node node, NodeChange creation) {
        try {
            aggregates.insert(node.id(), NodeDocuments.state(node, creation), event(node, creation));
            return true;
        } catch (AlreadyExists taken) {
            return false;
        }
    }

    @Override
    public Set<String> addAll(Map<Node, NodeChange> creations) {
        List<NewAggregate> batch = new ArrayList<>();
        creations.forEach((node, creation) ->
                batch.add(new NewAggregate(node.id(), NodeDocuments.state(node, creation), event(node, creation))));
        return aggregates.insertAll(batch);
    }

    @Override
    public Optional<Node> change(String id, String by, @Nullable String reason, UnaryOperator<Node> decision) {
        return aggregates.retrying(id, stored -> {
            Node before = NodeDocuments.node(id, stored.state());
            Node after = decision.apply(before);
            if (after.equals(before)) {
                return Decision.nothing(before);
            }
            NodeChange change = NodeChange.between(before, after, by, clock.instant(), reason);
            return Decision.save(NodeDocuments.state(after, change), event(after, change), after);
        });
    }

    @Override
    public Optional<Node> find(Scope scope, String id) {
        return list(Filters.and(Filters.eq("_id", id), scope.filter("_id"))).stream()
                .findFirst();
    }

    @Override
    public List<Node> list(Scope scope, Selection selection, @Nullable String after, int limit) {
        List<Bson> filters = new ArrayList<>(List.of(scope.filter("_id")));
        if (selection.kind() != null) {
            filters.add(Filters.eq("kind", selection.kind().name()));
        }
        if (selection.status() != null) {
            filters.add(Filters.eq("status", selection.status().name()));
        }
        if (selection.under() != null) {
            filters.add(Filters.eq("path", selection.under()));
        }
        if (after != null) {
            filters.add(Filters.gt("_id", after));
        }
        return aggregates.find(Filters.and(filters), Sorts.ascending("_id"), limit).stream()
                .map(stored -> NodeDocuments.node(stored.id(), stored.state()))
                .toList();
    }

    @Override
    public Optional<LastChange> lastChange(Scope scope, String id) {
        return aggregates
                .find(Filters.and(Filters.eq("_id", id), scope.filter("_id")), Sorts.ascending("_id"), 1)
                .stream()
                .findFirst()
                .map(stored -> new LastChange(
                        stored.version(), NodeDocuments.change(stored.state().get("lastChange", Document.class))));
    }

    private List<Node> list(Bson filter) {
        return aggregates
                .documents()
                .find(filter)
                .projection(Projections.exclude("outbox", "lastChange"))
                .map(document -> NodeDocuments.node(document.getString("_id"), document))
                .into(new ArrayList<>());
    }

    private static OutgoingEvent event(Node node, NodeChange change) {
        return new OutgoingEvent(change.eventType(), NodeEvent.of(node, change));
    }
}
