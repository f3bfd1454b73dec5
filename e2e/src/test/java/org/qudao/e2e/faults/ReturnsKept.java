package org.qudao.e2e.faults;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qudao.e2e.Topics.Event;
import org.qudao.e2e.faults.Request.Act;
import org.qudao.e2e.faults.Request.Outcome;
import tools.jackson.databind.JsonNode;

/** Every acknowledged return and step is there, once and as it was told, and never has more of a line come back than may. */
final class ReturnsKept {

    private static final BigDecimal SHARE = new BigDecimal("0.5");
    private static final Set<String> HOLD_NOTHING = Set.of("REJECTED", "WITHDRAWN");

    private static final List<Act> STEPS = List.of(Act.WITHDRAW, Act.APPROVE, Act.TAKE_BACK);

    private final Picture picture;
    private final List<Request> requests;
    private final List<String> broken = new ArrayList<>();

    private ReturnsKept(Picture picture, List<Request> requests) {
        this.picture = picture;
        this.requests = requests;
    }

    /** @return the broken promises */
    static List<String> check(Picture picture, List<Request> requests) {
        ReturnsKept check = new ReturnsKept(picture, requests);
        check.requested();
        check.steps();
        check.stepsAsked();
        check.shares();
        check.amounts();
        check.events();
        return check.broken;
    }

    /** Pieces of a line that came back. */
    static long received(JsonNode line) {
        return line.get("good").asLong() + line.get("damaged").asLong();
    }

    private void requested() {
        Map<String, String> keyByReturn = new HashMap<>();
        int unknown = 0;
        for (Request request : requests) {
            if (request.is(Act.GIVE_BACK, Outcome.UNKNOWN)) {
                unknown++;
            }
            JsonNode answer = request.answer();
            if (request.act() != Act.GIVE_BACK || answer == null) {
                continue;
            }
            String id = answer.get("id").asString();
            String other = keyByReturn.put(id, request.id());
            if (other != null && !other.equals(request.id())) {
                broken.add("A lost: return %s answers two keys, %s and %s".formatted(id, other, request.id()));
            }
            JsonNode goods = picture.returns().get(id);
            if (goods == null) {
                broken.add("A lost: return %s was acknowledged to %s and is not there".formatted(id, request.node()));
            } else if (!lines(request.asked()).equals(lines(goods))
                    || !goods.get("orderId").equals(request.asked().get("orderId"))
                    || !goods.get("nodeId").asString().equals(request.node())) {
                broken.add("A lost: return %s is not what was acknowledged: %s became %s"
                        .formatted(id, request.asked(), goods));
            }
        }
        Set<String> unasked = new HashSet<>(picture.returns().keySet());
        unasked.removeAll(keyByReturn.keySet());
        unasked.removeIf(id -> !picture.returns().get(id).get("refusal").isNull());
        if (unasked.size() > unknown) {
            broken.add("B doubled: %d returns that nobody was told of, while only %d requests are uncertain: %s"
                    .formatted(unasked.size(), unknown, unasked));
        }
    }

    private void steps() {
        for (Request request : requests) {
            if (request.outcome() != Outcome.DONE) {
                continue;
            }
            Set<String> allowed = statesAfter(request.act());
            JsonNode goods = picture.returns().get(request.id());
            if (!allowed.isEmpty()
                    && (goods == null || !allowed.contains(goods.get("status").asString()))) {
                broken.add("A lost: %s of return %s was acknowledged and it is %s"
                        .formatted(request.act(), request.id(), goods));
            }
        }
    }

    /** In which a return can be when the step was done; none for other acts. */
    private static Set<String> statesAfter(Act act) {
        return switch (act) {
            case WITHDRAW -> Set.of("WITHDRAWN");
            case APPROVE -> Set.of("APPROVED", "CREDITED", "REJECTED");
            case TAKE_BACK -> Set.of("CREDITED");
            default -> Set.of();
        };
    }

    /** A step that was refused, whenever it was asked for, or that nobody asked for, must not have happened. */
    private void stepsAsked() {
        Set<String> asked = Request.notRefused(requests);
        picture.returns().forEach((id, goods) -> {
            String status = goods.get("status").asString();
            for (Act act : STEPS) {
                // The product itself rejects what the policy forbids.
                if (!status.equals("REJECTED")
                        && statesAfter(act).contains(status)
                        && !asked.contains(act + " " + id)) {
                    broken.add("B invented: return %s is %s, but %s was refused or never asked for"
                            .formatted(id, status, act));
                }
            }
        });
    }

    private void shares() {
        Map<String, Long> held = new HashMap<>();
        picture.returns().values().forEach(goods -> {
            String status = goods.get("status").asString();
            for (JsonNode line : goods.get("lines")) {
                long pieces = HOLD_NOTHING.contains(status)
                        ? 0
                        : status.equals("CREDITED")
                                ? received(line)
                                : line.get("quantity").asLong();
                held.merge(
                        goods.get("orderId").asString() + "|" + line.get("sku").asString(), pieces, Long::sum);
            }
        });
        picture.orders().forEach((id, order) -> {
            for (JsonNode line : order.get("lines")) {
                long pieces = held.getOrDefault(id + "|" + line.get("sku").asString(), 0L);
                long most = SHARE.multiply(line.get("shipped").decimalValue()).longValue();
                if (pieces > most) {
                    broken.add("C too much: %d of line %s of order %s are returned, %d may be"
                            .formatted(pieces, line, id, most));
                }
            }
        });
    }

    private void amounts() {
        picture.returns().forEach((id, goods) -> {
            BigDecimal worth = BigDecimal.ZERO;
            for (JsonNode line : goods.get("lines")) {
                worth = worth.add(picture.market()
                        .price(line.get("sku").asString())
                        .multiply(BigDecimal.valueOf(received(line))));
            }
            if (goods.get("amount").decimalValue().compareTo(worth) != 0) {
                broken.add(
                        "C money: return %s credits %s for goods worth %s".formatted(id, goods.get("amount"), worth));
            }
        });
    }

    private void events() {
        Map<String, List<Event>> byReturn = new LinkedHashMap<>();
        Picture.distinct(picture.returnEvents())
                .forEach(event -> byReturn.computeIfAbsent(event.subject(), id -> new ArrayList<>())
                        .add(event));
        byReturn.forEach((id, events) -> {
            if (!picture.returns().containsKey(id)) {
                broken.add("A invented: events about return %s, which is not there".formatted(id));
            }
            for (int i = 1; i < events.size(); i++) {
                if (events.get(i).version() <= events.get(i - 1).version()) {
                    broken.add("D disorder: return %s: version %d was published after %d"
                            .formatted(
                                    id,
                                    events.get(i).version(),
                                    events.get(i - 1).version()));
                }
            }
        });
        picture.returns().forEach((id, goods) -> {
            List<String> happened = new ArrayList<>();
            goods.get("transitions").forEach(step -> happened.add(step.get("to").asString()));
            happened.remove("SUBMITTED");
            List<String> told = byReturn.getOrDefault(id, List.of()).stream()
                    .map(event -> event.data().get("status").asString())
                    .toList();
            if (!told.equals(happened)) {
                broken.add("A lost: return %s went through %s, its events tell %s".formatted(id, happened, told));
            }
        });
    }

    private static List<String> lines(JsonNode goods) {
        List<String> lines = new ArrayList<>();
        goods.get("lines")
                .forEach(line -> lines.add(
                        line.get("sku").asString() + "×" + line.get("quantity").asInt()));
        return lines;
    }
}
