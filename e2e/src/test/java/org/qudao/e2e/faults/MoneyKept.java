package org.qudao.e2e.faults;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.qudao.e2e.faults.Request.Act;
import org.qudao.e2e.faults.Request.Outcome;
import tools.jackson.databind.JsonNode;

/** What a dealer owes is what its open orders owe, never more than its limit, and every payment and every return counts once. */
final class MoneyKept {

    private static final Set<String> ON_CREDIT =
            Set.of("APPROVED", "CONFIRMED", "PARTLY_SOURCED", "BACK_ORDERED", "SHIPPED", "DELIVERED", "INVOICED");

    private final Picture picture;
    private final List<Request> requests;
    private final List<String> broken = new ArrayList<>();

    private MoneyKept(Picture picture, List<Request> requests) {
        this.picture = picture;
        this.requests = requests;
    }

    /** @return the broken promises */
    static List<String> check(Picture picture, List<Request> requests) {
        MoneyKept check = new MoneyKept(picture, requests);
        check.totals();
        picture.accounts().forEach(check::account);
        return check.broken;
    }

    private void totals() {
        picture.orders().forEach((id, order) -> {
            if (!asksItsWorth(picture.market(), order)) {
                broken.add("C money: order %s asks another sum than its goods are worth: %s".formatted(id, order));
            }
        });
    }

    /** Once it was sent, an order asks only for what was sent. */
    static boolean asksItsWorth(Market market, JsonNode order) {
        boolean sent = !order.path("shippedOn").asString("").isEmpty();
        BigDecimal worth = BigDecimal.ZERO;
        for (JsonNode line : order.get("lines")) {
            long units = line.get(sent ? "shipped" : "quantity").asLong();
            worth = worth.add(market.price(line.get("sku").asString()).multiply(BigDecimal.valueOf(units)));
        }
        return order.get("total").decimalValue().compareTo(worth) == 0;
    }

    private void account(String dealer, JsonNode account) {
        Set<String> owing = new HashSet<>();
        BigDecimal paidInFull = BigDecimal.ZERO;
        for (JsonNode order : picture.orders().values()) {
            if (order.get("nodeId").asString().equals(dealer)) {
                String status = order.get("status").asString();
                if (ON_CREDIT.contains(status)) {
                    owing.add(order.get("id").asString());
                } else if (status.equals("PAID")) {
                    paidInFull = paidInFull.add(order.get("total").decimalValue());
                }
            }
        }
        Set<String> open = new HashSet<>();
        BigDecimal exposure = BigDecimal.ZERO;
        BigDecimal settledInPart = BigDecimal.ZERO;
        for (JsonNode entry : picture.openOrders().get(dealer)) {
            String order = entry.get("orderId").asString();
            open.add(order);
            BigDecimal settled =
                    entry.get("paid").decimalValue().add(entry.get("credited").decimalValue());
            settledInPart = settledInPart.add(settled);
            exposure = exposure.add(entry.get("amount").decimalValue()).subtract(settled);
            JsonNode known = picture.orders().get(order);
            if (known != null
                    && known.get("total")
                                    .decimalValue()
                                    .compareTo(entry.get("amount").decimalValue())
                            != 0) {
                broken.add("C money: %s owes %s for order %s of %s"
                        .formatted(dealer, entry.get("amount"), order, known.get("total")));
            }
        }
        if (!open.equals(owing)) {
            Set<String> difference = new HashSet<>(open);
            difference.removeAll(owing);
            Set<String> missing = new HashSet<>(owing);
            missing.removeAll(open);
            broken.add("C money: the account of %s holds orders that owe nothing: %s, and lacks %s"
                    .formatted(dealer, difference, missing));
        }
        if (account.get("openOrders").asInt() != open.size()) {
            broken.add("C money: the account of %s counts other orders than it lists: %s, %s"
                    .formatted(dealer, account, open));
        }
        BigDecimal unallocated = account.get("unallocated").decimalValue();
        BigDecimal limit = BigDecimal.valueOf(picture.market().credit());
        if (account.get("limit").decimalValue().compareTo(limit) != 0) {
            broken.add("C money: the limit of %s was set to %s: %s".formatted(dealer, limit, account));
        }
        if (account.get("exposure").decimalValue().compareTo(exposure) != 0
                || account.get("available")
                                .decimalValue()
                                .compareTo(limit.add(unallocated).subtract(exposure))
                        != 0) {
            broken.add("C money: the account of %s does not add up: %s".formatted(dealer, account));
        }
        if (exposure.subtract(unallocated).compareTo(limit) > 0) {
            broken.add("C money: %s owes %s, more than its limit %s".formatted(dealer, exposure, limit));
        }
        payments(dealer, settledInPart.add(paidInFull).add(unallocated).subtract(credited(dealer)));
    }

    private BigDecimal credited(String dealer) {
        return picture.returns().values().stream()
                .filter(goods -> goods.get("nodeId").asString().equals(dealer)
                        && goods.get("status").asString().equals("CREDITED"))
                .map(goods -> goods.get("amount").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** @param counted without what was credited for returns */
    private void payments(String dealer, BigDecimal counted) {
        BigDecimal paid = BigDecimal.ZERO;
        for (Request request : requests) {
            if (request.act() != Act.PAY || !request.node().equals(dealer)) {
                continue;
            }
            JsonNode payment = picture.documents().get(request.id());
            boolean there = payment != null;
            if (payment != null) {
                paid = paid.add(request.asked().get("amount").decimalValue());
                if (!payment.get("receivedOn").equals(request.asked().get("receivedOn"))) {
                    broken.add("A lost: the day of payment %s became %s".formatted(request.asked(), payment));
                }
            }
            if (there ? request.outcome() == Outcome.REFUSED : request.outcome() == Outcome.DONE) {
                broken.add("A lost: payment %s is %s and %s"
                        .formatted(request.id(), request.outcome(), there ? "there" : "not there"));
            }
        }
        if (paid.compareTo(counted) != 0) {
            broken.add("C money: %s paid %s and %s is counted".formatted(dealer, paid, counted));
        }
    }
}
