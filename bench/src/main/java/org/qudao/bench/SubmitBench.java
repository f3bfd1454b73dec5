package org.qudao.bench;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;

/**
 * Orders submitted through the gateway by 16 dealers at once (of 640 that take turns), and the time from submit to the published sourcing result; beside it
 * the least that any implementation must do, a bare {@code insertOne} and a Kafka send, on the same store and broker. Then how long a
 * delivery takes to the dealer's attainment, and how fast orders of the past are imported.
 */
public final class SubmitBench {

    /** Dealers that order at the same time. */
    private static final int AT_ONCE = 16;
    /** They take turns with others, so that nobody has a thousand unpaid orders after a minute. One more has its orders delivered. */
    private static final int DEALERS = 40 * AT_ONCE;

    private static final int PRODUCTS = 100;
    private static final Duration SLICE = Duration.ofSeconds(15);
    private static final int MOST_SLICES = 20;
    private static final Duration MEASURE = Duration.ofSeconds(30);
    /** Long enough for the rare long pauses of the collector to count as often as they come. */
    private static final Duration MEASURE_HALF = Duration.ofMinutes(2);

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private final DemoProcess demo;
    private final Map<String, Long> submittedAtNanos = new ConcurrentHashMap<>();
    private final Histogram submitToSourced = new ConcurrentHistogram(3);

    private final CountDownLatch watching = new CountDownLatch(1);
    private volatile boolean watch = true;

    private SubmitBench(DemoProcess demo) {
        this.demo = demo;
    }

    public static void main(String[] arguments) throws Exception {
        try (DemoProcess demo = DemoProcess.start()) {
            System.out.printf(
                    "demo ready after %.1f s, %d MB resident%n", demo.secondsToReady(), demo.residentMegabytes());
            new SubmitBench(demo).run();
        }
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        prepare();
        Thread watcher = Thread.ofPlatform().start(this::watchSourced);
        watching.await();
        warmUp();
        submitToSourced.reset();

        long eventsBefore = events();
        Load.Result full = Load.closed(AT_ONCE, MEASURE, this::submit);
        int behind = submittedAtNanos.size();
        awaitAllSourced();
        double eventsPerOrder = (events() - eventsBefore) / (double) full.done();
        System.out.println("submit, 16 dealers at once      " + full.describe());
        System.out.println("  of them not yet sourced at the end of the load: " + behind);
        printSourced();

        submitToSourced.reset();
        Deliveries deliveries = new Deliveries(demo, dealer(DEALERS), () -> submit(dealer(DEALERS), new Random()));
        deliveries.start();
        Load.Result half = Load.paced(AT_ONCE, MEASURE_HALF, full.perSecond() / 2, this::submit);
        Histogram deliveredToBoard = deliveries.stop();
        awaitAllSourced();
        System.out.println("submit, half of that load       " + half.describe());
        printSourced();
        System.out.println("  delivered to attainment         " + Load.percentiles(deliveredToBoard));
        System.out.printf("resident memory after the load: %d MB%n", demo.residentMegabytes());
        watch = false;
        watcher.join();
        new HistoryImport(demo, RUN, SubmitBench::dealer, sku(0)).run();

        Load.Result bare = bare();
        System.out.println("bare insertOne + Kafka send     " + bare.describe());
        System.out.printf("ratio order : one bare write and message = %.3f%n", full.perSecond() / bare.perSecond());
        System.out.printf(
                "ratio order with its %.1f events : as many bare writes and messages = %.2f%n",
                eventsPerOrder, full.perSecond() * eventsPerOrder / bare.perSecond());
    }

    /** Until the compiler has nothing more to give: no slice of the last three was faster than the best before them. */
    private void warmUp() throws IOException, InterruptedException, ExecutionException {
        double best = 0;
        int withoutGain = 0;
        for (int slice = 1; slice <= MOST_SLICES && withoutGain < 3; slice++) {
            double cpuBefore = demo.cpuSeconds();
            Load.Result result = Load.closed(AT_ONCE, SLICE, this::submit);
            awaitAllSourced();
            double cpuMillis = 1_000 * (demo.cpuSeconds() - cpuBefore) / result.done();
            System.out.printf(
                    "warm-up %2d                      %s   CPU %.1f ms per order%n",
                    slice, result.describe(), cpuMillis);
            withoutGain = result.perSecond() > 1.03 * best ? 0 : withoutGain + 1;
            best = Math.max(best, result.perSecond());
        }
    }

    private void prepare() throws IOException, InterruptedException {
        demo.send("POST", "/api/v1/nodes", node("R-" + RUN, "REGION", "HQ"), "");
        sendOnceKnown(
                "PUT",
                "/api/v1/places/W-" + RUN,
                """
                {"name":"Warehouse","kind":"WAREHOUSE","regionId":"R-%s","sourcing":true,"priority":1}"""
                        .formatted(RUN));
        List<String> stock = new ArrayList<>();
        for (int i = 0; i < PRODUCTS; i++) {
            demo.send(
                    "PUT",
                    "/api/v1/products/" + sku(i),
                    """
                    {"name":"Item","productLine":"Bench","listPrice":9.99,"status":"ACTIVE"}""",
                    "");
            stock.add("""
                    {"sku":"%s","quantity":100000000}""".formatted(sku(i)));
        }
        sendOnceKnown(
                "POST",
                "/api/v1/receipts",
                """
                {"id":"REC-%s","place":"W-%s","lines":[%s]}"""
                        .formatted(RUN, RUN, String.join(",", stock)));
        demo.send("POST", "/api/v1/receipts/REC-" + RUN + "/receive", "{}", "");
        for (int i = 0; i <= DEALERS; i++) {
            demo.send("POST", "/api/v1/nodes", node(dealer(i), "DEALER", "R-" + RUN), "");
        }
        for (int i = 0; i <= DEALERS; i++) {
            sendOnceKnown(
                    "PUT",
                    "/api/v1/credit-accounts/" + dealer(i),
                    """
                    {"limit":100000000000,"terms":30}""");
        }
    }

    /** Services learn of each other's regions, products and dealers by events; until then they refuse what names one. */
    private void sendOnceKnown(String method, String path, String body) throws InterruptedException, IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                demo.send(method, path, body, "");
                return;
            } catch (IOException notYet) {
                if (attempt == 100) {
                    throw notYet;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private void submit(int client, int round) throws IOException, InterruptedException {
        Random random = new Random(31L * client + round);
        submit(dealer(client + AT_ONCE * (round % (DEALERS / AT_ONCE))), random);
    }

    /** @return the order's id */
    private String submit(String dealer, Random random) throws IOException, InterruptedException {
        String body =
                """
                {"nodeId":"%s","lines":[{"sku":"%s","quantity":2},{"sku":"%s","quantity":1}]}"""
                        .formatted(dealer, sku(random.nextInt(50)), sku(50 + random.nextInt(50)));
        long before = System.nanoTime();
        String id = demo.send("POST", "/api/v1/orders", body, UUID.randomUUID().toString())
                .get("id")
                .asString();
        Long sourcedAt = submittedAtNanos.putIfAbsent(id, before);
        if (sourcedAt != null) {
            // The sourcing event overtook the answer to the submit: the watcher left its time as a negative number.
            submittedAtNanos.remove(id);
            submitToSourced.recordValue(Math.max(0, (-sourcedAt - before) / 1_000));
        }
        return id;
    }

    private void watchSourced() {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor("order.order").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position); // seeking is lazy; the load must not start before it is done
            watching.countDown();
            while (watch) {
                consumer.poll(Duration.ofMillis(50)).forEach(message -> {
                    if (new String(message.headers().lastHeader("ce_type").value()).endsWith("OrderSourced")) {
                        long now = System.nanoTime();
                        Long submitted = submittedAtNanos.putIfAbsent(message.key(), -now);
                        if (submitted != null && submitted > 0) {
                            submittedAtNanos.remove(message.key());
                            submitToSourced.recordValue((now - submitted) / 1_000);
                        }
                    }
                });
            }
        }
    }

    /** All that the services have published so far. */
    private long events() {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> !topic.getKey().startsWith("__"))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", demo.kafkaBootstrap(), "fetch.max.wait.ms", "20"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private void awaitAllSourced() throws InterruptedException {
        long giveUp = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!submittedAtNanos.isEmpty() && System.nanoTime() < giveUp) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        if (!submittedAtNanos.isEmpty()) {
            System.out.println("  NOT SOURCED within two minutes: " + submittedAtNanos.size());
            submittedAtNanos.clear();
        }
    }

    private void printSourced() {
        System.out.println("  submit to sourcing event        " + Load.percentiles(submitToSourced));
    }

    private Load.Result bare() throws InterruptedException, ExecutionException {
        try (MongoClient store = MongoClients.create(demo.storeUri("bench"));
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", demo.kafkaBootstrap(), "acks", "all", "linger.ms", "0"),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            MongoCollection<Document> orders = store.getDatabase("bench")
                    .getCollection("orders")
                    .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
            byte[] event = new byte[900];
            Load.Work work = (client, round) -> {
                String id = UUID.randomUUID().toString();
                orders.insertOne(new Document("_id", id)
                        .append("dealer", dealer(client))
                        .append("lines", List.of(new Document("sku", sku(1)).append("quantity", 2)))
                        .append("filler", "x".repeat(700)));
                producer.send(new ProducerRecord<>("bench.order", id, event)).get();
            };
            Load.closed(AT_ONCE, SLICE, work);
            return Load.closed(AT_ONCE, MEASURE, work);
        }
    }

    private static String node(String id, String kind, String parent) {
        String dealing = kind.equals("DEALER") ? ",\"channel\":\"DISTRIBUTION\",\"status\":\"ACTIVE\"" : "";
        return """
                {"id":"%s","name":"%s","kind":"%s","parentId":"%s"%s}"""
                .formatted(id, id, kind, parent, dealing);
    }

    private static String dealer(int i) {
        return "D-" + RUN + "-" + i;
    }

    private static String sku(int i) {
        return "P-" + RUN + "-" + i;
    }
}
