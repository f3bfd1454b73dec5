package org.qudao.order.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The credit of one node. Always {@code available = limit + unallocated − what open orders still owe}; taking is refused when
 * available would fall below zero, unless headquarters overrides.
 *
 * @param termsDays days from invoice to due date; 0 means due at once
 * @param unallocated money received that belongs to no order (advance or over-payment); raises what is available, and is used for
 *     invoiced orders as long as they owe something
 * @param open by order id
 * @param applying payments and credits for returns that count already but are not yet marked so themselves; a handful at most
 */
public record CreditAccount(
        String nodeId,
        BigDecimal limit,
        String currency,
        int termsDays,
        BigDecimal available,
        BigDecimal unallocated,
        Map<String, OpenEntry> open,
        Map<String, AppliedPayment> applying) {

    public CreditAccount {
        Money.notNegative("limit", limit);
        Money.notNegative("unallocated", unallocated);
        open = Map.copyOf(open);
        applying = Map.copyOf(applying);
        BigDecimal expected = limit.add(unallocated).subtract(outstanding(open));
        if (available.compareTo(expected) != 0) {
            throw new IllegalStateException("account " + nodeId + ": available is " + available
                    + " but limit + unallocated − open is " + expected);
        }
    }

    public static CreditAccount opened(String nodeId, BigDecimal limit, String currency, int termsDays) {
        return new CreditAccount(nodeId, limit, currency, termsDays, limit, BigDecimal.ZERO, Map.of(), Map.of());
    }

    /** What open orders still owe. */
    public BigDecimal exposure() {
        return outstanding(open);
    }

    public boolean covers(BigDecimal amount) {
        return available.compareTo(amount) >= 0;
    }

    /**
     * Takes credit for an order; taking twice for the same order is taking once, at the later of both versions. Empty when it does
     * not fit.
     */
    public Optional<CreditAccount> take(OpenEntry entry, boolean override) {
        OpenEntry present = open.get(entry.orderId());
        if (present != null) {
            return Optional.of(
                    present.takenAt() >= entry.takenAt()
                            ? this
                            : with(available, unallocated, put(present.takenAt(entry.takenAt()))));
        }
        if (!override && !covers(entry.outstanding())) {
            return Optional.empty();
        }
        return Optional.of(with(available.subtract(entry.outstanding()), unallocated, put(entry)));
    }

    /**
     * Gives back what an order took before the given version of it ended it; what was paid for it becomes unallocated.
     *
     * @param before entries taken at this version of the order or later stay: they belong to a decision made after it
     */
    public CreditAccount giveBack(String orderId, long before) {
        OpenEntry entry = open.get(orderId);
        if (entry == null || entry.takenAt() >= before) {
            return this;
        }
        // limit + unallocated − outstanding: both parts of the entry become available, the paid part as unallocated
        // money.
        return with(available.add(entry.owed()), unallocated.add(entry.paid()), without(orderId))
                .spending();
    }

    /** The order owes another amount now (short shipment); money above it becomes unallocated. */
    public CreditAccount owe(String orderId, BigDecimal amount) {
        OpenEntry entry = open.get(orderId);
        if (entry == null || entry.amount().compareTo(amount) == 0) {
            return this;
        }
        OpenEntry owing = entry.owing(amount);
        BigDecimal freed = entry.paid().subtract(owing.paid());
        return with(
                        available
                                .add(entry.outstanding())
                                .subtract(owing.outstanding())
                                .add(freed),
                        unallocated.add(freed),
                        put(owing))
                .spending();
    }

    /** The terms of the order run from this day. */
    public CreditAccount invoice(String orderId, LocalDate on) {
        OpenEntry entry = open.get(orderId);
        if (entry == null || entry.isInvoiced()) {
            return this;
        }
        return with(available, unallocated, put(entry.invoiced(on))).spending();
    }

    /**
     * Counts a payment: for the named order and then for what is invoiced, or for all, the oldest first; the rest stays
     * unallocated. The same payment again changes nothing as long as it is {@link #applying}.
     */
    public CreditAccount receive(String paymentId, BigDecimal amount, @Nullable String orderId) {
        if (applying.containsKey(paymentId)) {
            return this;
        }
        Map<String, OpenEntry> entries = new HashMap<>(open);
        Map<String, BigDecimal> byOrder = new LinkedHashMap<>();
        BigDecimal left = amount;
        for (OpenEntry entry : asPaidBy(orderId)) {
            BigDecimal part = left.min(entry.outstanding());
            if (part.signum() > 0) {
                entries.put(entry.orderId(), entry.paying(part));
                byOrder.put(entry.orderId(), part);
                left = left.subtract(part);
            }
        }
        return counting(amount, entries, new AppliedPayment(paymentId, byOrder, left));
    }

    private List<OpenEntry> asPaidBy(@Nullable String orderId) {
        Predicate<OpenEntry> meant = entry -> orderId == null || orderId.equals(entry.orderId());
        List<OpenEntry> all = oldestFirst();
        return Stream.concat(
                        all.stream().filter(meant),
                        all.stream().filter(meant.negate()).filter(OpenEntry::isInvoiced))
                .toList();
    }

    /**
     * Counts what goods that came back had cost: the order owes so much less, and what it does not owe is unallocated, as when too
     * much was paid. The same return again changes nothing as long as it is {@link #applying}.
     */
    public CreditAccount credit(String returnId, String orderId, BigDecimal amount) {
        String note = noteOf(returnId);
        if (applying.containsKey(note)) {
            return this;
        }
        OpenEntry entry = open.get(orderId);
        BigDecimal part = entry == null ? BigDecimal.ZERO : amount.min(entry.owed());
        Map<String, OpenEntry> entries = open;
        BigDecimal left = amount.subtract(part);
        if (entry != null) {
            OpenEntry credited = entry.crediting(part);
            left = left.add(entry.paid()).subtract(credited.paid());
            entries = put(credited);
        }
        return counting(amount, entries, new AppliedPayment(note, Map.of(orderId, part), left));
    }

    /** @param note what the amount was used for; what it leaves is unallocated */
    private CreditAccount counting(BigDecimal amount, Map<String, OpenEntry> entries, AppliedPayment note) {
        Map<String, AppliedPayment> notes = new HashMap<>(applying);
        notes.put(note.paymentId(), note);
        return new CreditAccount(
                        nodeId,
                        limit,
                        currency,
                        termsDays,
                        available.add(amount),
                        unallocated.add(note.unallocated()),
                        entries,
                        notes)
                .spending();
    }

    /** Whether a payment or return that counts for the order does not say so itself yet. */
    public boolean isApplyingTo(String orderId) {
        return applying.values().stream().anyMatch(note -> note.byOrder().containsKey(orderId));
    }

    /** Under which id a credited return is {@link #applying}; no payment can have it. */
    public static String noteOf(String returnId) {
        return "return:" + returnId;
    }

    /** The payment or return itself says now that it was applied. */
    public CreditAccount forget(String note) {
        if (!applying.containsKey(note)) {
            return this;
        }
        Map<String, AppliedPayment> payments = new HashMap<>(applying);
        payments.remove(note);
        return new CreditAccount(nodeId, limit, currency, termsDays, available, unallocated, open, payments);
    }

    /** Orders that are invoiced and owe nothing any more, to be marked as paid. */
    public List<String> paidUp() {
        return open.values().stream()
                .filter(entry -> entry.isInvoiced() && entry.outstanding().signum() == 0)
                .map(OpenEntry::orderId)
                .toList();
    }

    /** Removes the entry of an order that is paid; one that still owes something stays. */
    public CreditAccount close(String orderId) {
        OpenEntry entry = open.get(orderId);
        return entry == null || entry.outstanding().signum() > 0
                ? this
                : with(available, unallocated, without(orderId));
    }

    /** Lowering the limit below the exposure makes available negative: nothing more is taken until it recovers. */
    public CreditAccount changeTerms(BigDecimal newLimit, int newTermsDays) {
        return new CreditAccount(
                nodeId,
                newLimit,
                currency,
                newTermsDays,
                available.add(newLimit).subtract(limit),
                unallocated,
                open,
                applying);
    }

    public List<OpenEntry> oldestFirst() {
        return open.values().stream()
                .sorted(Comparator.comparing(OpenEntry::since).thenComparing(OpenEntry::orderId))
                .toList();
    }

    /** Why an order of this amount is held, for the account or for a node without one. */
    public static Receipt tooLittleFor(BigDecimal amount, String nodeId, @Nullable CreditAccount account) {
        if (account == null) {
            return Receipt.of(
                    "CREDIT.PREPAY",
                    "Pay " + Money.text(amount) + " in advance or ask headquarters for a credit limit.",
                    "node",
                    nodeId,
                    "orderAmount",
                    Money.text(amount),
                    "limit",
                    "0.00",
                    "available",
                    "0.00");
        }
        String missing = Money.text(amount.subtract(account.available()));
        return Receipt.of(
                "CREDIT.LIMIT",
                "Pay " + missing
                        + ", order less, or ask headquarters to raise the limit; what is held goes on when headquarters"
                        + " releases it.",
                "node",
                nodeId,
                "orderAmount",
                Money.text(amount),
                "limit",
                Money.text(account.limit()),
                "exposure",
                Money.text(account.exposure()),
                "unallocated",
                Money.text(account.unallocated()),
                "available",
                Money.text(account.available()),
                "missing",
                missing);
    }

    /** Unallocated money pays what is invoiced, the oldest first. */
    private CreditAccount spending() {
        Map<String, OpenEntry> entries = new HashMap<>(open);
        BigDecimal left = unallocated;
        for (OpenEntry entry : oldestFirst()) {
            BigDecimal part = left.min(entry.outstanding());
            if (entry.isInvoiced() && part.signum() > 0) {
                entries.put(entry.orderId(), entry.paying(part));
                left = left.subtract(part);
            }
        }
        return with(available, left, entries);
    }

    private CreditAccount with(BigDecimal newAvailable, BigDecimal newUnallocated, Map<String, OpenEntry> newOpen) {
        return new CreditAccount(nodeId, limit, currency, termsDays, newAvailable, newUnallocated, newOpen, applying);
    }

    private Map<String, OpenEntry> put(OpenEntry entry) {
        Map<String, OpenEntry> entries = new HashMap<>(open);
        entries.put(entry.orderId(), entry);
        return entries;
    }

    private Map<String, OpenEntry> without(String orderId) {
        Map<String, OpenEntry> entries = new HashMap<>(open);
        entries.remove(orderId);
        return entries;
    }

    private static BigDecimal outstanding(Map<String, OpenEntry> open) {
        return open.values().stream().map(OpenEntry::outstanding).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
