package org.qudao.inventory.stock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ledger's rules in a map, to test what is decided on top of it. */
public final class InMemoryLedger implements Ledger {

    private final Map<BalanceKey, Balance> balances = new HashMap<>();
    private final Map<String, Posting> postings = new LinkedHashMap<>();
    private final Set<String> closed = new HashSet<>();

    @Override
    public synchronized PostingOutcome post(
            BalanceKey key, String postingId, Function<Balance, @Nullable Posting> decide) {
        Posting before = postings.get(postingId);
        if (before != null) {
            return new PostingOutcome.AlreadyPosted(before);
        }
        Balance balance = balance(key);
        if (closed.contains(postingId)) {
            return new PostingOutcome.Closed(balance);
        }
        Posting posting = decide.apply(balance);
        if (posting == null) {
            return new PostingOutcome.NothingToPost(balance);
        }
        return switch (balance.decide(posting)) {
            case Balance.Decision.Insufficient short_ ->
                new PostingOutcome.Insufficient(key, short_.state(), short_.onHand());
            case Balance.Decision.Changed changed -> {
                balances.put(key, changed.balance());
                postings.put(postingId, posting);
                yield new PostingOutcome.Posted(posting, changed.balance());
            }
        };
    }

    @Override
    public synchronized PostingOutcome postOrClose(
            BalanceKey key, String postingId, Function<Balance, @Nullable Posting> decide) {
        PostingOutcome outcome = post(key, postingId, decide);
        if (!outcome.isBooked()) {
            closed.add(postingId);
        }
        return outcome;
    }

    @Override
    public synchronized Balance balance(BalanceKey key) {
        return balances.getOrDefault(key, Balance.ZERO);
    }

    @Override
    public synchronized Since since(BalanceKey key, LocalDate day) {
        return Since.of(postings.values().stream()
                .filter(posting -> key.equals(new BalanceKey(posting.place(), posting.sku())))
                .filter(posting -> posting.movement().on().isAfter(day))
                .toList());
    }

    @Override
    public synchronized Map<BalanceKey, Balance> balances(Collection<String> places, Collection<String> skus) {
        Map<BalanceKey, Balance> found = new HashMap<>(balances);
        found.keySet().removeIf(key -> !places.contains(key.place()) || !skus.contains(key.sku()));
        return found;
    }

    @Override
    public synchronized Map<BalanceKey, Seen> see(Collection<String> places, Collection<String> skus) {
        Map<BalanceKey, Seen> seen = new HashMap<>();
        balances(places, skus).forEach((key, balance) -> seen.put(key, new Seen(balance, version(key))));
        return seen;
    }

    /** As the real one: every balance on its own condition. */
    @Override
    public synchronized boolean bookTogether(List<Movement> movements, Map<BalanceKey, Seen> seen) {
        Map<BalanceKey, List<Posting>> byBalance = new LinkedHashMap<>();
        for (Movement movement : movements) {
            Posting posting = movement.postings().getFirst();
            byBalance
                    .computeIfAbsent(new BalanceKey(posting.place(), posting.sku()), key -> new ArrayList<>())
                    .add(posting);
        }
        boolean all = true;
        for (Map.Entry<BalanceKey, List<Posting>> entry : byBalance.entrySet()) {
            Seen before = seen.get(entry.getKey());
            if (before == null || before.version() != version(entry.getKey())) {
                all = false;
            } else {
                entry.getValue().forEach(this::post);
            }
        }
        return all;
    }

    private long version(BalanceKey key) {
        return postings.values().stream()
                .filter(posting -> key.equals(new BalanceKey(posting.place(), posting.sku())))
                .count();
    }

    @Override
    public List<OpeningOutcome> open(List<Movement> openings) {
        throw new UnsupportedOperationException();
    }

    public synchronized Map<BalanceKey, Balance> all() {
        return Map.copyOf(balances);
    }

    public synchronized List<Posting> postings() {
        return new ArrayList<>(postings.values());
    }
}
