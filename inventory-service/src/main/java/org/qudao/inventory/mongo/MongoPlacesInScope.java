package org.qudao.inventory.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.scoping.PlacesInScope;
import org.qudao.inventory.stock.Place;
import org.qudao.platform.security.Scope;
import org.springframework.stereotype.Component;

@Component
final class MongoPlacesInScope implements PlacesInScope {

    private final MongoCollection<Document> places;

    MongoPlacesInScope(MongoDatabase database) {
        this.places = database.getCollection(MongoPlaces.COLLECTION);
    }

    @Override
    public Optional<Place> find(String id, Scope scope) {
        return Optional.ofNullable(places.find(Filters.and(Filters.eq("_id", id), filter(scope)))
                        .first())
                .map(MongoPlaces::place);
    }

    @Override
    public List<Place> list(Scope scope, Place.@Nullable Kind kind, @Nullable String after, int limit) {
        List<Bson> filters = new ArrayList<>();
        filters.add(filter(scope));
        if (kind != null) {
            filters.add(Filters.eq("kind", kind.name()));
        }
        if (after != null) {
            filters.add(Filters.gt("_id", after));
        }
        return places.find(Filters.and(filters))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(MongoPlaces::place)
                .into(new ArrayList<>());
    }

    @Override
    public List<Place> all(Scope scope) {
        return places.find(filter(scope)).map(MongoPlaces::place).into(new ArrayList<>());
    }

    static Bson filter(Scope scope) {
        return scope.isEverything() ? new Document() : Filters.or(scope.filter("nodeId"), scope.filter("regionId"));
    }
}
