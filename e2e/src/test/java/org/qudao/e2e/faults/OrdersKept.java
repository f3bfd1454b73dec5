package org.qudao.e2e.faults;

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

/** Every acknowledged order and step is there, once, and was published in the order in which it happened. */
final class OrdersKept {

    private static final List<String> AFTER_SHIPPING = List.of("SHIPPED", "DELIVERED", "INVOICED", "PAID");

    private static final List<Act> STEPS = List.of(Act.CANCEL, Act.SHIP, Act.DELIVER, Act.INVOICE);

    private final Picture picture;
    private final List<Request> requests;
    private final List<String> broken = new ArrayList<>();

    private OrdersKept(Picture picture, List<Request> requests) {
        this.picture = picture;
        this.requests = requests;
    }

    /** @return the broken promises */
    static List<String> check(Picture picture, List<Request> requests) {
        OrdersKept check = new OrdersKept(picture, requests);
        check.submissions();
        check.steps();
        check.stepsAsked();
        check.histories();
        check.events();
        check.sameIdSameEvent();
        return check.broken;
    }

    private void submissions() {
        Map<String, String> keyByOrder = new HashMap<>();
        int unknown = 0;
        for (Request request : requests) {
            if (request.is(Act.SUBMIT, Outcome.UNKNOWN)) {
                unknown++;
            }
            JsonNode answer = request.answer();
            if (request.act() != Act.SUBMIT || answer == null) {
                continue;
            }
            String id = answer.get("id").asString();
            String other = keyByOrder.put(id, request.id());
            if (other != null && !other.equals(request.id())) {
                broken.add("A lost: order %s answers two keys, %s and %s".formatted(id, other, request.id()));
            }
            JsonNode order = picture.orders().get(id);
            if (order == null) {
                broken.add("A lost: order %s was acknowledged to %s and is not there".formatted(id, request.node()));
            } else if (!asked(request.asked()).equals(asked(order))
                    || !order.get("nodeId").asString().equals(request.node())
                    || !order.get("number").equals(answer.get("number"))) {
                broken.add("A lost: order %s is not what was acknowledged: %s became %s"
                        .formatted(id, request.asked(), order));
            }
        }
        Set<String> unasked = new HashSet<>(picture.orders().keySet());
        unasked.removeAll(keyByOrder.keySet());
        if (unasked.size() > unknown) {
            broken.add("B doubled: %d orders that nobody was told of, while only %d submissions are uncertain: %s"
                    .formatted(unasked.size(), unknown, unasked));
        }
    }

    private void steps() {
        for (Request request : requests) {
            if (request.outcome() != Outcome.DONE) {
                continue;
            }
            List<String> allowed = statesAfter(request.act());
            if (!allowed.isEmpty()
                    && picture.orders().containsKey(request.id())
                    && !allowed.contains(picture.status(request.id()))) {
                broken.add("A lost: %s of order %s was acknowledged and the order is %s"
                        .formatted(request.act(), request.id(), picture.status(request.id())));
            }
        }
    }

    /** In which an order can be when the step was done; none for other acts. */
    static List<String> statesAfter(Act act) {
        return switch (act) {
            case CANCEL -> List.of("CANCELLED");
            case SHIP -> AFTER_SHIPPING;
            case DELIVER -> AFTER_SHIPPING.subList(1, 4);
            case INVOICE -> AFTER_SHIPPING.subList(2, 4);
            default -> List.of();
        };
    }

    static boolean isBeforeAllSteps(String status) {
        return STEPS.stream().noneMatch(step -> statesAfter(step).contains(status));
    }

    /** A step that was refused, whenever it was asked for, or that nobody asked for, must not have happened. */
    private void stepsAsked() {
        Set<String> asked = Request.notRefused(requests);
        picture.orders().forEach((id, order) -> {
            for (Act act : STEPS) {
                if (statesAfter(act).contains(order.get("status").asString()) && !asked.contains(act + " " + id)) {
                    broken.add("B invented: order %s is %s, but %s was refused or never asked for"
                            .formatted(id, order.get("status").asString(), act));
                }
            }
        });
    }

    private void histories() {
        picture.histories().forEach((id, steps) -> {
            for (int i = 1; i < steps.size(); i++) {
                if (!steps.get(i).get("from").equals(steps.get(i - 1).get("to"))) {
                    broken.add("B doubled: the history of order %s does not hang together: %s".formatted(id, steps));
                }
            }
            if (!steps.get(steps.size() - 1).get("to").asString().equals(picture.status(id))) {
                broken.add("A lost: the history of order %s does not end where the order is: %s".formatted(id, steps));
            }
        });
    }

    private void sameIdSameEvent() {
        for (List<Event> topic : List.of(
                picture.orderEvents(),
                picture.returnEvents(),
                picture.movementEvents(),
                picture.sellOutEvents(),
                picture.reservationEvents(),
                picture.receiptEvents())) {
            Map<String, Event> first = new HashMap<>();
            for (Event event : topic) {
                Event before = first.putIfAbsent(event.id(), event);
                if (before != null && !before.equals(event)) {
                    broken.add("A invented: event %s says %s and %s".formatted(event.id(), before, event));
                }
            }
        }
    }

    private void events() {
        Map<String, List<Event>> byOrder = bySubject(picture.orderEvents());
        byOrder.keySet().stream()
                .filter(id -> !picture.orders().containsKey(id))
                .forEach(id -> broken.add("A invented: events about order %s, which is not there".formatted(id)));
        inOrder("order", byOrder);
        inOrder("reservation of order", bySubject(picture.reservationEvents()));
        inOrder("receipt", bySubject(picture.receiptEvents()));
        picture.histories().forEach((id, steps) -> {
            List<String> happened = new ArrayList<>();
            steps.forEach(step -> change(happened, step.get("to").asString()));
            happened.remove("SUBMITTED");
            List<String> told = new ArrayList<>();
            byOrder.getOrDefault(id, List.of())
                    .forEach(event -> change(told, event.data().get("status").asString()));
            if (!told.equals(happened)) {
                broken.add("A lost: order %s went through %s, its events tell %s".formatted(id, happened, told));
            }
        });
    }

    private static Map<String, List<Event>> bySubject(List<Event> events) {
        Map<String, List<Event>> bySubject = new LinkedHashMap<>();
        for (Event event : Picture.distinct(events)) {
            bySubject
                    .computeIfAbsent(event.subject(), subject -> new ArrayList<>())
                    .add(event);
        }
        return bySubject;
    }

    private void inOrder(String what, Map<String, List<Event>> bySubject) {
        bySubject.forEach((id, events) -> {
            for (int i = 1; i < events.size(); i++) {
                if (events.get(i).version() <= events.get(i - 1).version()) {
                    broken.add("D disorder: %s %s: version %d was published after %d"
                            .formatted(
                                    what,
                                    id,
                                    events.get(i).version(),
                                    events.get(i - 1).version()));
                }
            }
        });
    }

    private static void change(List<String> statuses, String status) {
        if (statuses.isEmpty() || !statuses.getLast().equals(status)) {
            statuses.add(status);
        }
    }

    /** Items and quantities. */
    static List<String> asked(JsonNode order) {
        List<String> lines = new ArrayList<>();
        order.get("lines")
                .forEach(line -> lines.add(
                        line.get("sku").asString() + "×" + line.get("quantity").asInt()));
        return lines;
    }
}
