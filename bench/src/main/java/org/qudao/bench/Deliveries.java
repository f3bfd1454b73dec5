package org.qudao.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One dealer's orders, delivered one after the other, and the time until each shows in the dealer's attainment. */
final class Deliveries {

    private static final long LOOK_EVERY_MS = 25;
    /** Orders of this dealer, and the looks for them, are not to be a load of their own. */
    private static final long BETWEEN_ORDERS_MS = 1_000;

    private final DemoProcess demo;
    private final String dealer;
    private final Callable<String> submitting;
    private final Histogram deliveredToBoard = new Histogram(3);
    private volatile boolean going = true;
    private @Nullable Thread thread;
    private volatile @Nullable Exception failure;

    /** @param submitting submits an order of the dealer and returns its id */
    Deliveries(DemoProcess demo, String dealer, Callable<String> submitting) {
        this.demo = demo;
        this.dealer = dealer;
        this.submitting = submitting;
    }

    void start() {
        thread = Thread.ofVirtual().start(() -> {
            try {
                while (going) {
                    TimeUnit.MILLISECONDS.sleep(BETWEEN_ORDERS_MS);
                    deliverOne();
                }
            } catch (Exception e) {
                failure = e;
            }
        });
    }

    /** Microseconds from the answer to the delivery to the first look that shows it. */
    Histogram stop() throws InterruptedException {
        going = false;
        if (thread != null) {
            thread.join();
        }
        if (failure != null) {
            throw new IllegalStateException("a delivery failed", failure);
        }
        return deliveredToBoard;
    }

    private void deliverOne() throws Exception {
        String order = submitting.call();
        while (!demo.get("/api/v1/orders/" + order).get("status").asString().equals("CONFIRMED")) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
        BigDecimal before = sold();
        demo.send("POST", "/api/v1/orders/" + order + "/ship", "{}", "");
        demo.send("POST", "/api/v1/orders/" + order + "/deliver", "{}", "");
        long delivered = System.nanoTime();
        while (sold().compareTo(before) <= 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
        deliveredToBoard.recordValue((System.nanoTime() - delivered) / 1_000);
    }

    private BigDecimal sold() throws IOException, InterruptedException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        JsonNode rows = demo.get("/api/v1/attainment?under=%s&from=%s&to=%s"
                        .formatted(dealer, today.minusDays(1), today.plusDays(1)))
                .get("rows");
        return rows.isEmpty() ? BigDecimal.ZERO : rows.get(0).get("actual").asDecimal();
    }
}
