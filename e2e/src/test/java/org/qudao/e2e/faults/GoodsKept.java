package org.qudao.e2e.faults;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.qudao.e2e.Topics.Event;
import org.qudao.e2e.faults.Request.Outcome;
import tools.jackson.databind.JsonNode;

/**
 * Goods are conserved: every balance is the sum of its postings, none was ever below zero, and every document moved exactly what it
 * says, once. After a count the book has what was counted, by the postings in their order.
 */
final class GoodsKept {

    private static final List<String> STATES = List.of("AVAILABLE", "RESERVED", "IN_TRANSIT");
    private static final Map<String, String> FIELDS =
            Map.of("AVAILABLE", "available", "RESERVED", "reserved", "IN_TRANSIT", "inTransit");
    private static final Set<String> WAITING = Set.of("PARTLY_SOURCED", "BACK_ORDERED");
    private static final Set<String> ON_HAND = Set.of("AVAILABLE", "RESERVED");
    private static final Set<String> KEPT = Set.of("CONFIRMED", "PARTLY_SOURCED", "BACK_ORDERED");
    private static final Set<String> ARRIVED = Set.of("DELIVERED", "INVOICED", "PAID");

    private static final Set<Request.Act> DATED = Set.of(Request.Act.SELL_OUT, Request.Act.TRANSFER, Request.Act.COUNT);

    private static final Standing NOTHING = new Standing(0, new TreeMap<>());

    /**
     * What was on hand at a moment.
     *
     * @param changes of what is on hand, by the day that a posting is dated
     */
    private record Standing(long reserved, SortedMap<LocalDate, Long> changes) {

        /** A count tells of the end of its day; and what is reserved is there, whatever was counted. */
        boolean isAsCounted(long counted, LocalDate on) {
            long since = sum(changes.tailMap(on.plusDays(1)));
            return sum(changes) == Math.max(counted + since, reserved);
        }

        private static long sum(Map<LocalDate, Long> changes) {
            return changes.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** What a place has of an item, by the postings up to a moment. */
    private static final class Book {

        private final Map<String, Long> states = new HashMap<>();
        private final SortedMap<LocalDate, Long> changes = new TreeMap<>();

        void change(String state, LocalDate on, long by) {
            states.merge(state, by, Long::sum);
            if (ON_HAND.contains(state)) {
                changes.merge(on, by, Long::sum);
            }
        }

        long in(String state) {
            return states.getOrDefault(state, 0L);
        }

        Standing standing() {
            return new Standing(in("RESERVED"), new TreeMap<>(changes));
        }

        @Override
        public String toString() {
            return states + " " + changes;
        }
    }

    private final Picture picture;
    private final List<Request> requests;
    private final List<String> broken = new ArrayList<>();
    /** By document, then by place, item and state joined by bars. */
    private final Map<String, Map<String, Long>> moved = new HashMap<>();
    /** By place and item joined by a bar: every balance that there ever was. */
    private final Map<String, Set<Standing>> stood = new HashMap<>();

    private GoodsKept(Picture picture, List<Request> requests) {
        this.picture = picture;
        this.requests = requests;
    }

    /** @return the broken promises */
    static List<String> check(Picture picture, List<Request> requests) {
        GoodsKept check = new GoodsKept(picture, requests);
        check.balances();
        check.countsThatAgreed();
        check.documents();
        check.orders();
        check.returns();
        check.sellOutsTold();
        check.receiptsTold();
        check.unasked();
        return check.broken;
    }

    private void balances() {
        Map<String, Book> balances = new HashMap<>();
        Map<String, Long> versions = new HashMap<>();
        Set<String> postings = new HashSet<>();
        Map<String, Long> halves = new HashMap<>();
        Map<String, JsonNode> counts = asked(Request.Act.COUNT);
        Map<String, String> days = days();
        Map<String, Long> quantities = new HashMap<>();
        picture.movementEvents()
                .forEach(event -> quantities.put(
                        event.data().get("movementId").asString(),
                        event.data().get("quantity").asLong()));
        for (Event event : Picture.distinct(picture.movementEvents())) {
            JsonNode posting = event.data();
            String key = event.subject();
            if (!postings.add(posting.get("postingId").asString())) {
                broken.add("B doubled: posting %s was booked again as %s"
                        .formatted(posting.get("postingId").asString(), event.id()));
            }
            String day = days.get(posting.get("cause").get("reference").asString());
            if (day != null && !day.equals(posting.get("on").asString())) {
                broken.add("B not as asked: %s is booked of another day than %s".formatted(posting, day));
            }
            long before = versions.getOrDefault(key, 0L);
            if (event.version() != before + 1) {
                broken.add((event.version() > before ? "A lost" : "D disorder")
                        + ": balance %s: version %d follows %d".formatted(key, event.version(), before));
            }
            versions.put(key, event.version());
            Book balance = balances.computeIfAbsent(key, k -> new Book());
            String side = posting.get("side").asString();
            long quantity = posting.get("quantity").asLong();
            found(posting, balance.in("AVAILABLE"), quantities);
            if (!side.equals("CREDIT")) {
                change(balance, posting, "from", -quantity);
                halves.merge(posting.get("movementId").asString(), side.equals("BOTH") ? 0 : -quantity, Long::sum);
            }
            if (!side.equals("DEBIT")) {
                change(balance, posting, "to", quantity);
                halves.merge(posting.get("movementId").asString(), side.equals("BOTH") ? 0 : quantity, Long::sum);
            }
            for (String state : STATES) {
                long now = balance.in(state);
                if (now < 0) {
                    broken.add("C below zero: %s %s is %d after %s".formatted(key, state, now, posting));
                }
                if (now != posting.get("balance").get(FIELDS.get(state)).asLong()) {
                    broken.add("C not conserved: %s %s is %d by its postings, and told is %s"
                            .formatted(key, state, now, posting));
                }
            }
            stood.computeIfAbsent(key, k -> new HashSet<>(Set.of(NOTHING))).add(balance.standing());
            counted(counts.get(posting.get("cause").get("reference").asString()), posting, balance);
            if (isExternal(posting.get("from")) || isExternal(posting.get("to"))) {
                halves.remove(posting.get("movementId").asString());
            }
        }
        halves.forEach((movement, open) -> {
            if (open != 0) {
                broken.add("C not conserved: movement %s is booked on one side only (%d)".formatted(movement, open));
            }
        });
        Set<String> keys = new HashSet<>(picture.stock().keySet());
        keys.addAll(balances.keySet());
        for (String key : keys) {
            JsonNode shown = picture.stock().get(key);
            for (String state : STATES) {
                long booked = balances.getOrDefault(key, new Book()).in(state);
                long told = shown == null ? 0 : shown.path(FIELDS.get(state)).asLong(0);
                if (booked != told) {
                    broken.add("C not conserved: %s %s is %d by its published postings and %d in the stock list"
                            .formatted(key, state, booked, told));
                }
            }
        }
    }

    /** Also books the change for the document that caused it. */
    private void change(Book balance, JsonNode posting, String side, long by) {
        String state = posting.get(side).get("state").asString();
        balance.change(state, LocalDate.parse(posting.get("on").asString()), by);
        String place = posting.get(side).get("place").asString();
        moved.computeIfAbsent(posting.get("cause").get("reference").asString(), document -> new TreeMap<>())
                .merge(place + "|" + posting.get("sku").asString() + "|" + state, by, Long::sum);
    }

    /** Goods are found only as far as the dealer's book lacks what comes back at that moment. */
    private void found(JsonNode posting, long available, Map<String, Long> quantities) {
        String movement = posting.get("movementId").asString();
        int found = movement.indexOf(":found:");
        if (found < 0) {
            return;
        }
        long needed = quantities.getOrDefault(movement.substring(0, found), 0L);
        if (posting.get("quantity").asLong() != needed - available) {
            broken.add("C not conserved: %s were found where %d of %d were in the book: %s"
                    .formatted(posting.get("quantity"), available, needed, posting));
        }
    }

    private void counted(@Nullable JsonNode count, JsonNode posting, Book after) {
        if (count == null) {
            return;
        }
        LocalDate on = LocalDate.parse(count.get("on").asString());
        for (JsonNode line : count.get("lines")) {
            if (line.get("sku").equals(posting.get("sku"))
                    && !after.standing().isAsCounted(line.get("counted").asLong(), on)) {
                broken.add(
                        "C not as counted: after %s there are %s, and counted were %s".formatted(posting, after, line));
            }
        }
    }

    /** Counts that moved nothing: the book must have had just that at some time. */
    private void countsThatAgreed() {
        for (Request request : requests) {
            if (!request.is(Request.Act.COUNT, Outcome.DONE) || moved.containsKey(request.id())) {
                continue;
            }
            LocalDate on = LocalDate.parse(request.asked().get("on").asString());
            for (JsonNode line : request.asked().get("lines")) {
                String key = request.asked().get("place").asString() + "|"
                        + line.get("sku").asString();
                long counted = line.get("counted").asLong();
                if (stood.getOrDefault(key, Set.of(NOTHING)).stream()
                        .noneMatch(standing -> standing.isAsCounted(counted, on))) {
                    broken.add("C not as counted: %s booked nothing, and %s never had what was counted: %s"
                            .formatted(request.id(), key, line));
                }
            }
        }
    }

    /** By document, those that were asked for of a day. */
    private Map<String, String> days() {
        Map<String, String> days = new HashMap<>();
        requests.stream()
                .filter(request -> DATED.contains(request.act()))
                .forEach(request ->
                        days.put(request.id(), request.asked().get("on").asString()));
        return days;
    }

    private Map<String, JsonNode> asked(Request.Act act) {
        Map<String, JsonNode> bodies = new HashMap<>();
        requests.stream().filter(request -> request.act() == act).forEach(one -> bodies.put(one.id(), one.asked()));
        return bodies;
    }

    private void documents() {
        for (Request request : requests) {
            Map<String, Long> told =
                    switch (request.act()) {
                        case RECEIVE ->
                            lines(request.asked(), request.asked().get("place").asString(), 1);
                        case TRANSFER -> {
                            Map<String, Long> both = lines(
                                    request.asked(), request.asked().get("from").asString(), -1);
                            both.putAll(lines(
                                    request.asked(), request.asked().get("to").asString(), 1));
                            yield both;
                        }
                        case SELL_OUT -> lines(request.asked(), request.node(), -1);
                        case COUNT -> counted(request);
                        default -> null;
                    };
            if (told == null) {
                continue;
            }
            Map<String, Long> happened = changes(request.id());
            boolean done = happened.equals(told);
            boolean nothing = happened.isEmpty();
            boolean kept =
                    switch (request.outcome()) {
                        case DONE -> done && picture.documents().containsKey(request.id());
                        case REFUSED -> nothing;
                        case UNKNOWN -> done || nothing;
                    };
            if (!kept) {
                broken.add("B not exactly once: %s %s is %s, should move %s and moved %s"
                        .formatted(request.act(), request.id(), request.outcome(), told, happened));
            }
        }
    }

    private void orders() {
        picture.orders().forEach((id, order) -> {
            String status = order.get("status").asString();
            Map<String, Long> expected = new TreeMap<>();
            for (JsonNode line : order.get("lines")) {
                String sku = line.get("sku").asString();
                long shipped = line.get("shipped").asLong();
                if (KEPT.contains(status)) {
                    expected.merge(sku + "|RESERVED", line.get("sourced").asLong(), Long::sum);
                } else if (status.equals("SHIPPED")) {
                    expected.merge(sku + "|IN_TRANSIT", shipped, Long::sum);
                } else if (ARRIVED.contains(status)) {
                    expected.merge(sku + "|AVAILABLE|" + order.get("nodeId").asString(), shipped, Long::sum);
                }
                if (WAITING.contains(status)
                        && line.get("sourced").asLong() < line.get("quantity").asLong()
                        && availableAtWarehouses(sku) > 0) {
                    broken.add("E not converged: order %s waits for %s while %d lie free"
                            .formatted(id, sku, availableAtWarehouses(sku)));
                }
            }
            Map<String, Long> happened = new TreeMap<>();
            Map<String, Long> sums = new TreeMap<>();
            moved.getOrDefault(id, Map.of()).forEach((account, by) -> {
                String[] parts = account.split("\\|");
                boolean atWarehouse = picture.market().warehouses().contains(parts[0]);
                boolean available = parts[2].equals("AVAILABLE");
                sums.merge(parts[1], by, Long::sum);
                if (!(atWarehouse && available)) {
                    happened.merge(parts[1] + "|" + parts[2] + (available ? "|" + parts[0] : ""), by, Long::sum);
                }
            });
            expected.values().removeIf(units -> units == 0);
            happened.values().removeIf(units -> units == 0);
            if (!expected.equals(happened)) {
                broken.add("B not exactly once: order %s is %s, should hold %s and the ledger says %s"
                        .formatted(id, status, expected, happened));
            }
            sums.forEach((sku, sum) -> {
                if (sum != 0) {
                    broken.add("C not conserved: order %s changed the total of %s by %d".formatted(id, sku, sum));
                }
            });
        });
    }

    /** What came back left the dealer, unless its book did not have it; what is good is in the warehouse now. */
    private void returns() {
        picture.returns().forEach((id, goods) -> {
            Map<String, Long> happened = changes(id);
            boolean arrived = goods.get("status").asString().equals("CREDITED");
            for (JsonNode line : goods.get("lines")) {
                String account = "|" + line.get("sku").asString() + "|AVAILABLE";
                long stocked = orZero(happened.remove(goods.path("warehouse").asString("") + account));
                long left = -orZero(happened.remove(goods.get("nodeId").asString() + account));
                if (stocked != (arrived ? line.get("good").asLong() : 0)
                        || left < 0
                        || left > (arrived ? ReturnsKept.received(line) : 0)) {
                    broken.add("B not exactly once: return %s brought %d and took %d of %s"
                            .formatted(id, stocked, left, line));
                }
            }
            if (!happened.isEmpty()) {
                broken.add("B not exactly once: return %s also moved %s".formatted(id, happened));
            }
        });
    }

    private static long orZero(@Nullable Long units) {
        return units == null ? 0 : units;
    }

    private void sellOutsTold() {
        Map<String, Integer> told = new HashMap<>();
        Map<String, JsonNode> asked = asked(Request.Act.SELL_OUT);
        for (Event event : Picture.distinct(picture.sellOutEvents())) {
            told.merge(event.subject(), 1, Integer::sum);
            toldAsAsked(event, asked.get(event.subject()));
        }
        for (Request request : requests) {
            if (request.act() != Request.Act.SELL_OUT) {
                continue;
            }
            int times = told.getOrDefault(request.id(), 0);
            boolean there = picture.documents().containsKey(request.id())
                    && !changes(request.id()).isEmpty();
            if (request.outcome() == Outcome.DONE ? times != 1 : times != (there ? 1 : 0)) {
                broken.add("A or B: sell-out %s is %s and was told %d times"
                        .formatted(request.id(), request.outcome(), times));
            }
        }
    }

    private void receiptsTold() {
        Map<String, JsonNode> asked = asked(Request.Act.PLAN);
        Map<String, Integer> told = new HashMap<>();
        for (Event event : Picture.distinct(picture.receiptEvents())) {
            told.merge(event.type() + " " + event.subject(), 1, Integer::sum);
            if (!picture.market().isOpening(event.subject())) {
                toldAsAsked(event, asked.get(event.subject()));
            }
        }
        Map<Request.Act, String> types =
                Map.of(Request.Act.PLAN, "ReceiptPlanned", Request.Act.RECEIVE, "ReceiptReceived");
        for (Request request : requests) {
            String type = types.get(request.act());
            int times = type == null ? 0 : told.getOrDefault(type + " " + request.id(), 0);
            if (times > 1
                    || type != null && request.outcome() == Outcome.DONE && times != 1
                    || request.outcome() == Outcome.REFUSED && times != 0) {
                broken.add("A or B: %s %s is %s and was told %d times"
                        .formatted(request.act(), request.id(), request.outcome(), times));
            }
        }
    }

    private void toldAsAsked(Event event, @Nullable JsonNode asked) {
        if (asked == null) {
            broken.add("B invented: nobody asked for %s of %s".formatted(event.type(), event.subject()));
        } else if (!units(event.data()).equals(units(asked))) {
            broken.add("A or B: %s of %s tells %s, and asked was %s"
                    .formatted(event.type(), event.subject(), units(event.data()), units(asked)));
        }
    }

    private static Map<String, Long> units(JsonNode document) {
        Map<String, Long> units = new TreeMap<>();
        document.get("lines")
                .forEach(line -> units.merge(
                        line.get("sku").asString(), line.get("quantity").asLong(), Long::sum));
        return units;
    }

    /** Whatever moved has a document that somebody asked for. */
    private void unasked() {
        Set<String> known = new HashSet<>(picture.orders().keySet());
        known.addAll(picture.returns().keySet());
        requests.forEach(request -> known.add(request.id()));
        moved.keySet().stream()
                .filter(document ->
                        !known.contains(document) && !picture.market().isOpening(document))
                .forEach(document -> broken.add(
                        "B invented: nobody asked for %s, which moved %s".formatted(document, moved.get(document))));
    }

    private Map<String, Long> counted(Request request) {
        Map<String, Long> differences = new TreeMap<>();
        JsonNode count = picture.documents().get(request.id());
        if (count != null) {
            for (JsonNode line : count.get("lines")) {
                differences.put(
                        count.get("place").asString() + "|" + line.get("sku").asString() + "|AVAILABLE",
                        line.path("difference").asLong(0));
            }
            differences.values().removeIf(difference -> difference == 0);
        }
        return differences;
    }

    /** What a document changed within the network in the end. */
    private Map<String, Long> changes(String document) {
        Map<String, Long> changes = new TreeMap<>(moved.getOrDefault(document, Map.of()));
        changes.entrySet()
                .removeIf(change -> change.getValue() == 0 || change.getKey().endsWith("|EXTERNAL"));
        return changes;
    }

    private long availableAtWarehouses(String sku) {
        return picture.market().warehouses().stream()
                .map(warehouse -> picture.stock().get(warehouse + "|" + sku))
                .filter(java.util.Objects::nonNull)
                .mapToLong(row -> row.get("available").asLong())
                .sum();
    }

    private static Map<String, Long> lines(JsonNode body, String place, int sign) {
        Map<String, Long> lines = new TreeMap<>();
        for (JsonNode line : body.get("lines")) {
            lines.merge(
                    place + "|" + line.get("sku").asString() + "|AVAILABLE",
                    sign * line.get("quantity").asLong(),
                    Long::sum);
        }
        return lines;
    }

    private static boolean isExternal(JsonNode account) {
        return account.get("state").asString().equals("EXTERNAL");
    }
}
