package org.qudao.order.crediting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.CreditAccount;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.OpenEntry;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Returns;
import org.qudao.order.model.Versioned;
import org.springframework.stereotype.Component;

/**
 * Compares what the accounts say is taken with the orders that are on credit, and what they say is credited with the returns. All
 * change while it reads, so whatever differs is looked at once more, on its own, before it is reported.
 */
@Component
class VerifyCredit {

    private static final int PAGE = 500;
    private static final int MAX_ORDERS = 1_000_000;
    private static final int LOOKS = 3;

    private final CreditAccounts accounts;
    private final Orders orders;
    private final Returns returns;

    VerifyCredit(CreditAccounts accounts, Orders orders, Returns returns) {
        this.accounts = accounts;
        this.orders = orders;
        this.returns = returns;
    }

    /**
     * @param consistent no difference, and no account took more than it may
     * @param exposure sum over all accounts
     */
    record Report(
            boolean consistent, int accounts, int openOrders, BigDecimal exposure, List<Difference> differences) {}

    /**
     * @param taken what the account says the order owes in total, null when it knows nothing of the order
     * @param owed what the order says, null when it is on no credit
     * @param credited what the account says was credited for goods of the order that came back, null as taken
     * @param returned what the order's returns say
     */
    record Difference(
            String nodeId,
            String orderId,
            @Nullable OrderStatus status,
            @Nullable BigDecimal taken,
            @Nullable BigDecimal owed,
            @Nullable BigDecimal credited,
            BigDecimal returned) {}

    Report verify() {
        Map<String, Orders.OnCredit> unmatched = new HashMap<>();
        orders.eachOnCredit(MAX_ORDERS, order -> unmatched.put(order.id(), order));
        int openOrders = unmatched.size();
        int count = 0;
        BigDecimal exposure = BigDecimal.ZERO;
        Map<String, String> nodeBySuspect = new HashMap<>();
        String after = "";
        List<CreditAccount> page;
        do {
            page = accounts.list(null, after, PAGE);
            for (CreditAccount account : page) {
                after = account.nodeId();
                count++;
                exposure = exposure.add(account.exposure());
                Map<String, BigDecimal> returned = returned(account.open().keySet());
                for (OpenEntry entry : account.open().values()) {
                    Orders.OnCredit order = unmatched.remove(entry.orderId());
                    if (order == null
                            || order.total().compareTo(entry.amount()) != 0
                            || entry.credited().compareTo(returned(returned, entry.orderId())) != 0) {
                        nodeBySuspect.put(entry.orderId(), account.nodeId());
                    }
                }
            }
        } while (page.size() == PAGE);
        List<Difference> differences = new ArrayList<>();
        unmatched.values().forEach(order -> nodeBySuspect.putIfAbsent(order.id(), order.nodeId()));
        nodeBySuspect.forEach((orderId, nodeId) -> {
            Difference difference = lookAgain(nodeId, orderId);
            if (difference != null) {
                differences.add(difference);
            }
        });
        return new Report(differences.isEmpty(), count, openOrders, exposure, differences);
    }

    /** Null when account and order agree, or when they keep changing under our eyes. */
    private @Nullable Difference lookAgain(String nodeId, String orderId) {
        for (int look = 0; look < LOOKS; look++) {
            CreditAccount account = accounts.find(nodeId).orElse(null);
            OpenEntry before = entry(account, orderId);
            Order order = orders.find(orderId).map(Versioned::value).orElse(null);
            BigDecimal returned = returned(returned(Set.of(orderId)), orderId);
            OpenEntry entry = entry(accounts.find(nodeId).orElse(null), orderId);
            if (java.util.Objects.equals(before, entry)) {
                return account != null && account.isApplyingTo(orderId)
                        ? null
                        : compare(nodeId, orderId, entry, order, returned);
            }
        }
        return null;
    }

    private static @Nullable Difference compare(
            String nodeId, String orderId, @Nullable OpenEntry entry, @Nullable Order order, BigDecimal returned) {
        OrderStatus status = order == null ? null : order.status();
        BigDecimal owed = order != null && OrderStatus.ON_CREDIT.contains(order.status()) ? order.total() : null;
        BigDecimal taken = entry == null ? null : entry.amount();
        boolean underWay = status == OrderStatus.SUBMITTED;
        boolean paid = status == OrderStatus.PAID
                && entry != null
                && entry.outstanding().signum() == 0;
        boolean same = owed == null || taken == null ? owed == taken : owed.compareTo(taken) == 0;
        BigDecimal credited = entry == null ? null : entry.credited();
        boolean sameCredit = credited == null || credited.compareTo(returned) == 0;
        return (same && sameCredit) || underWay || paid
                ? null
                : new Difference(nodeId, orderId, status, taken, owed, credited, returned);
    }

    private Map<String, BigDecimal> returned(Set<String> orderIds) {
        Map<String, BigDecimal> returned = new HashMap<>();
        List<String> all = List.copyOf(orderIds);
        for (int from = 0; from < all.size(); from += PAGE) {
            returned.putAll(returns.creditedByOrder(all.subList(from, Math.min(from + PAGE, all.size()))));
        }
        return returned;
    }

    private static BigDecimal returned(Map<String, BigDecimal> byOrder, String orderId) {
        return byOrder.getOrDefault(orderId, BigDecimal.ZERO);
    }

    private static @Nullable OpenEntry entry(@Nullable CreditAccount account, String orderId) {
        return account == null ? null : account.open().get(orderId);
    }
}
