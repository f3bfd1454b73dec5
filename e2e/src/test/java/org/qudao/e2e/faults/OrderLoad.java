package org.qudao.e2e.faults;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.qudao.e2e.Api;

/**
 * Dealers who submit orders at the same time and, as good clients do, repeat a request with the same key until they have an answer.
 */
final class OrderLoad implements AutoCloseable {

    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(120);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private final Trade trade;
    private final ExecutorService dealers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private final Map<String, String> orderByKey = new ConcurrentHashMap<>();
    private final AtomicInteger unexpected = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();

    OrderLoad(Trade trade) {
        this.trade = trade;
    }

    /** Each dealer submits so many orders of one unit, one after the other. */
    OrderLoad start(int ordersPerDealer) {
        for (String dealer : trade.dealers()) {
            running.add(dealers.submit(() -> {
                Api api = trade.installation().dealer(dealer);
                for (int i = 0; i < ordersPerDealer; i++) {
                    submit(api, dealer + "-" + UUID.randomUUID());
                }
            }));
        }
        return this;
    }

    int accepted() {
        return accepted.get();
    }

    /** Key to order id of every order that was acknowledged. */
    Map<String, String> join() throws InterruptedException, ExecutionException {
        for (Future<?> one : running) {
            one.get();
        }
        return new HashMap<>(orderByKey);
    }

    /** Answers that are neither success nor "not now, repeat". */
    int unexpectedAnswers() {
        return unexpected.get();
    }

    private void submit(Api api, String key) {
        long giveUp = System.nanoTime() + GIVE_UP_AFTER.toNanos();
        while (System.nanoTime() < giveUp) {
            try {
                Api.Answer answer = api.post("/api/v1/orders", trade.orderFor(1), key);
                if (answer.status() / 100 == 2) {
                    orderByKey.put(key, answer.json().get("id").asString());
                    accepted.incrementAndGet();
                    return;
                }
                if (answer.status() != 503 && answer.status() != 429) {
                    unexpected.incrementAndGet();
                    throw new AssertionError("answered " + answer.status() + ": " + answer.body());
                }
            } catch (UncheckedIOException connectionBroke) {
                // Whether the order was taken is unknown; the same key finds out.
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        throw new AssertionError("no answer to " + key + " within " + GIVE_UP_AFTER);
    }

    @Override
    public void close() {
        dealers.shutdownNow();
    }
}
