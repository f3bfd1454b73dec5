package org.qudao.bench;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/** Orders of the past imported through the gateway, four rows each; beside it a bare {@code insertMany} of as many rows. */
final class HistoryImport {

    private static final int ORDERS = 25_000;
    private static final int LINES = 4;
    private static final int ROWS = ORDERS * LINES;
    private static final int DEALERS = 100;
    private static final int BATCH = 1_000;
    private static final String HEADER =
            "order_number,channel,node_id,order_date,status,line,sku,quantity,unit_price,net_amount\n";

    private final DemoProcess demo;
    private final String run;
    private final IntFunction<String> dealers;
    private final String sku;

    HistoryImport(DemoProcess demo, String run, IntFunction<String> dealers, String sku) {
        this.demo = demo;
        this.run = run;
        this.dealers = dealers;
        this.sku = sku;
    }

    void run() throws IOException, InterruptedException {
        String csv = csv();
        long start = System.nanoTime();
        JsonNode imported = demo.importRows("orders", csv);
        double perSecond = rowsPerSecond(start);
        if (imported.get("inserted").asInt() != ORDERS) {
            throw new IllegalStateException("not all orders were imported: " + imported);
        }
        while (demo.get("/api/v1/imports/orders/readiness").get("unpublished").asBoolean()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        double published = rowsPerSecond(start);
        double bare = bare();
        System.out.printf(
                "import of past orders           %7.0f rows/s, with all events published %.0f rows/s%n",
                perSecond, published);
        System.out.printf("bare insertMany                 %7.0f rows/s%n", bare);
        System.out.printf("ratio import : bare insertMany = %.3f%n", perSecond / bare);
    }

    private static double rowsPerSecond(long startNanos) {
        return ROWS / ((System.nanoTime() - startNanos) / 1e9);
    }

    private String csv() {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int order = 0; order < ORDERS; order++) {
            String date = "202%d-%02d-%02d".formatted(order % 5, 1 + order % 12, 1 + order % 28);
            for (int line = 1; line <= LINES; line++) {
                csv.append("H-%s-%d,DISTRIBUTION,%s,%s,DELIVERED,%d,%s,%d,9.99,%.2f%n"
                        .formatted(run, order, dealers.apply(order % DEALERS), date, line, sku, line, line * 9.99));
            }
        }
        return csv.toString();
    }

    private double bare() {
        try (MongoClient store = MongoClients.create(demo.storeUri("bench"))) {
            MongoCollection<Document> rows = store.getDatabase("bench")
                    .getCollection("rows")
                    .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
            long start = System.nanoTime();
            for (int batch = 0; batch < ROWS / BATCH; batch++) {
                int first = batch * BATCH;
                List<Document> documents = IntStream.range(first, first + BATCH)
                        .mapToObj(row -> new Document("_id", run + row)
                                .append("dealer", dealers.apply(row % DEALERS))
                                .append("sku", sku)
                                .append("quantity", 1))
                        .toList();
                rows.insertMany(documents);
            }
            return rowsPerSecond(start);
        }
    }
}
