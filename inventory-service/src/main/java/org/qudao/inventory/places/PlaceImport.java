package org.qudao.inventory.places;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Place;
import org.qudao.platform.imports.Column;
import org.qudao.platform.imports.Outcome;
import org.qudao.platform.imports.Row;
import org.qudao.platform.imports.RowImport;
import org.qudao.platform.imports.Unit;
import org.springframework.stereotype.Component;

@Component
final class PlaceImport implements RowImport<Place> {

    private final PutPlace putPlace;

    PlaceImport(PutPlace putPlace) {
        this.putPlace = putPlace;
    }

    @Override
    public String kind() {
        return "places";
    }

    @Override
    public String description() {
        return "Warehouses, and places of nodes that hold stock. A place is changed by sending it again.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("place_id").id().describedAs("for a node: the node's id"),
                Column.required("name").text(200),
                Column.required("kind").oneOf(Place.Kind.class),
                Column.optional("node_id").id().describedAs("only for NODE"),
                Column.optional("region_id").id().describedAs("the region a warehouse serves first"),
                Column.optional("sourcing").flag().describedAs("orders may be served from here"),
                Column.optional("priority").integer().notNegative().describedAs("the lower, the sooner"));
    }

    @Override
    public Place read(List<Row> unit) {
        Row row = unit.getFirst();
        Place.Kind kind = row.constant("kind", Place.Kind.class);
        String nodeId = row.textOrNull("node_id");
        boolean sourcing = row.flag("sourcing");
        if ((kind == Place.Kind.NODE) != (nodeId != null)) {
            throw row.reject("node_id", "node-of-place", "a place of kind NODE has one, a WAREHOUSE has none");
        }
        if (kind == Place.Kind.NODE && sourcing) {
            throw row.reject("sourcing", "node-serves-no-orders", "only a warehouse serves orders");
        }
        return new Place(
                row.text("place_id"),
                row.text("name"),
                kind,
                nodeId,
                row.textOrNull("region_id"),
                sourcing,
                priority(row));
    }

    @Override
    public List<Outcome> store(List<Unit<Place>> batch) {
        return batch.stream().map(unit -> outcome(putPlace.put(unit.value()))).toList();
    }

    private static int priority(Row row) {
        @Nullable Long priority = row.integerOrNull("priority");
        if (priority != null && priority > 1_000_000) {
            throw row.reject("priority", "too-large", "at most 1000000");
        }
        return priority == null ? 0 : priority.intValue();
    }

    private static Outcome outcome(PutPlace.Result result) {
        return switch (result) {
            case PutPlace.Result.Refused refused ->
                Outcome.rejected(
                        switch (refused.field()) {
                            case "nodeId" -> "node_id";
                            case "kind" -> "kind";
                            case "regionId" -> "region_id";
                            default -> "place_id";
                        },
                        refused.rule(),
                        refused.message());
            case PutPlace.Result.Done done ->
                switch (done.change()) {
                    case INSERTED -> Outcome.INSERTED;
                    case UPDATED -> Outcome.UPDATED;
                    default -> Outcome.UNCHANGED;
                };
        };
    }
}
