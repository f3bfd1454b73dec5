package org.qudao.inventory.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.qudao.inventory.network.Node;
import org.qudao.inventory.network.Nodes;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Place;
import org.qudao.inventory.stock.Places;
import org.qudao.platform.mongo.IndexPlan;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** The directory of places. A node's place has the node's id, unless a warehouse has it. */
@Component
final class MongoPlaces implements Places {

    static final String COLLECTION = "places";
    private static final long DIRECTORY_AGE_NANOS = Duration.ofSeconds(2).toNanos();

    private record Directory(List<Place> sourcing, long readAtNanos) {}

    private record Known(Place place, long readAtNanos) {

        /** The place of a node has nothing that changes and counts. */
        boolean isOld() {
            return place.kind() == Place.Kind.WAREHOUSE && System.nanoTime() - readAtNanos > DIRECTORY_AGE_NANOS;
        }
    }

    private final MongoCollection<Document> documents;
    private final Nodes nodes;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private volatile Directory directory = new Directory(List.of(), System.nanoTime() - 2 * DIRECTORY_AGE_NANOS);

    MongoPlaces(MongoDatabase database, Nodes nodes) {
        this.documents = database.getCollection(COLLECTION);
        this.nodes = nodes;
    }

    @Bean
    static IndexPlan placeIndexes() {
        return IndexPlan.on(COLLECTION)
                .index("node", "nodeId")
                .index("region", "regionId")
                .index("kind", "kind", "_id")
                .index("sourcing", "sourcing");
    }

    @Override
    public Optional<Place> find(String id) {
        return Optional.ofNullable(documents.find(Filters.eq("_id", id)).first())
                .map(MongoPlaces::place);
    }

    @Override
    public Place known(String id) {
        Known before = known.get(id);
        if (before != null && !before.isOld()) {
            return before.place();
        }
        long now = System.nanoTime();
        Place place = find(id).orElseThrow(() -> new IllegalStateException("There is no place " + id));
        known.put(id, new Known(place, now));
        return place;
    }

    @Override
    public List<Place> findAll(Collection<String> ids) {
        return documents.find(Filters.in("_id", ids)).map(MongoPlaces::place).into(new ArrayList<>());
    }

    @Override
    public Change put(Place place) {
        Optional<Place> before = find(place.id());
        if (before.isEmpty()) {
            return insert(place) ? Change.INSERTED : put(place);
        }
        if (before.get().equals(place)) {
            return Change.UNCHANGED;
        }
        if (before.get().kind() != place.kind() || !Objects.equals(before.get().nodeId(), place.nodeId())) {
            return Change.TAKEN;
        }
        documents.replaceOne(Filters.eq("_id", place.id()), document(place), new ReplaceOptions());
        known.remove(place.id());
        return Change.UPDATED;
    }

    @Override
    public Place ofNode(String nodeId) {
        Optional<Place> place = find(nodeId);
        if (place.isPresent() && place.get().kind() == Place.Kind.NODE) {
            return place.get();
        }
        boolean taken = place.isPresent() || Account.isExternalName(nodeId);
        String id = taken ? "node." + nodeId : nodeId;
        return find(id).orElseGet(() -> {
            Place made = Place.ofNode(id, nodes.find(nodeId).map(Node::name).orElse(nodeId), nodeId);
            insert(made);
            return made;
        });
    }

    @Override
    public List<Place> sourcing() {
        Directory current = directory;
        return System.nanoTime() - current.readAtNanos() > DIRECTORY_AGE_NANOS ? sourcingNow() : current.sourcing();
    }

    @Override
    public List<Place> sourcingNow() {
        List<Place> read = documents
                .find(Filters.eq("sourcing", true))
                .sort(Sorts.ascending("_id"))
                .map(MongoPlaces::place)
                .into(new ArrayList<>());
        directory = new Directory(List.copyOf(read), System.nanoTime());
        return read;
    }

    private boolean insert(Place place) {
        try {
            documents.insertOne(document(place));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    static Document document(Place place) {
        return new Document("_id", place.id())
                .append("name", place.name())
                .append("kind", place.kind().name())
                .append("nodeId", place.nodeId())
                .append("regionId", place.regionId())
                .append("sourcing", place.sourcing())
                .append("priority", place.priority());
    }

    static Place place(Document document) {
        return new Place(
                document.getString("_id"),
                document.getString("name"),
                Place.Kind.valueOf(document.getString("kind")),
                document.getString("nodeId"),
                document.getString("regionId"),
                document.getBoolean("sourcing", false),
                document.getInteger("priority", 0));
    }
}
