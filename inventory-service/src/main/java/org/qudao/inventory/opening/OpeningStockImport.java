package org.qudao.inventory.opening;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.network.Nodes;
import org.qudao.inventory.products.Products;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Ledger;
import org.qudao.inventory.stock.Ledger.OpeningOutcome;
import org.qudao.inventory.stock.Movement;
import org.qudao.inventory.stock.Place;
import org.qudao.inventory.stock.Places;
import org.qudao.platform.imports.Column;
import org.qudao.platform.imports.Outcome;
import org.qudao.platform.imports.Row;
import org.qudao.platform.imports.RowImport;
import org.qudao.platform.imports.Unit;
import org.springframework.stereotype.Component;

/**
 * Opening movements from production. The movement's id is place and item, and the reference where there is one: a balance is opened
 * once, and the list of a later day is not added to it.
 */
@Component
final class OpeningStockImport implements RowImport<OpeningStockImport.Opening> {

    record Opening(String place, String sku, int quantity, LocalDate asOf, @Nullable String reference) {

        Movement movement() {
            return new Movement(
                    "opening:%s:%s%s".formatted(place, sku, reference == null ? "" : ":" + reference),
                    sku,
                    Account.PRODUCTION,
                    Account.available(place),
                    quantity,
                    new Cause(Cause.Kind.OPENING, reference == null ? asOf.toString() : reference),
                    asOf);
        }
    }

    private static final int MAX_QUANTITY = 1_000_000_000;

    private final Ledger ledger;
    private final Places places;
    private final Nodes nodes;
    private final Products products;
    private final Clock clock;

    OpeningStockImport(Ledger ledger, Places places, Nodes nodes, Products products, Clock clock) {
        this.ledger = ledger;
        this.places = places;
        this.nodes = nodes;
        this.products = products;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "opening-stock";
    }

    @Override
    public String description() {
        return "What is on hand on a day, per place and item. A later change is a count, not another opening.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("place_id").id(),
                Column.required("sku").id(),
                Column.required("quantity").integer(),
                Column.required("as_of").date(),
                Column.optional("reference").id().describedAs("tells several openings of an item at a place apart"));
    }

    @Override
    public Opening read(List<Row> unit) {
        Row row = unit.getFirst();
        long quantity = row.integer("quantity");
        if (quantity < 0) {
            throw row.reject("quantity", "negative-balance", "no place holds less than nothing; count it");
        }
        if (quantity > MAX_QUANTITY) {
            throw row.reject("quantity", "too-large", "at most " + MAX_QUANTITY);
        }
        if (Account.isExternalName(row.text("place_id"))) {
            throw row.reject("place_id", "reserved-name", "names where goods enter or leave; no stock lies there");
        }
        LocalDate asOf = row.date("as_of");
        if (asOf.isAfter(LocalDate.now(clock))) {
            throw row.reject("as_of", "in-the-future", "nobody knows yet what there will be");
        }
        return new Opening(row.text("place_id"), row.text("sku"), (int) quantity, asOf, row.textOrNull("reference"));
    }

    @Override
    public List<Outcome> store(List<Unit<Opening>> batch) {
        Set<String> known = knownPlaces(batch);
        Set<String> unknownSkus =
                products.unknown(batch.stream().map(unit -> unit.value().sku()).toList());
        List<Movement> movements = new ArrayList<>();
        for (Unit<Opening> unit : batch) {
            Opening opening = unit.value();
            if (known.contains(opening.place()) && !unknownSkus.contains(opening.sku()) && opening.quantity() > 0) {
                movements.add(opening.movement());
            }
        }
        Iterator<OpeningOutcome> opened = ledger.open(movements).iterator();
        List<Outcome> outcomes = new ArrayList<>();
        for (Unit<Opening> unit : batch) {
            Opening opening = unit.value();
            if (!known.contains(opening.place())) {
                outcomes.add(Outcome.unknown("place_id", "place", opening.place()));
            } else if (unknownSkus.contains(opening.sku())) {
                outcomes.add(Outcome.unknown("sku", "sku", opening.sku()));
            } else if (opening.quantity() == 0) {
                outcomes.add(Outcome.UNCHANGED);
            } else {
                outcomes.add(outcome(opened.next()));
            }
        }
        return outcomes;
    }

    private Set<String> knownPlaces(List<Unit<Opening>> batch) {
        Set<String> asked = new HashSet<>();
        batch.forEach(unit -> asked.add(unit.value().place()));
        Map<String, Place> found = new HashMap<>();
        places.findAll(asked).forEach(place -> found.put(place.id(), place));
        Set<String> known = new HashSet<>(found.keySet());
        for (String id : asked) {
            if (!known.contains(id) && nodes.find(id).isPresent()) {
                known.add(places.ofNode(id).id());
            }
        }
        return known;
    }

    private static Outcome outcome(OpeningOutcome outcome) {
        return switch (outcome) {
            case OpeningOutcome.Opened opened -> Outcome.INSERTED;
            case OpeningOutcome.Unchanged unchanged -> Outcome.UNCHANGED;
            case OpeningOutcome.Differs differs ->
                Outcome.rejected(
                        "quantity",
                        "already-opened",
                        "opened with %d before; post a count to change it".formatted(differs.bookedQuantity()));
        };
    }
}
