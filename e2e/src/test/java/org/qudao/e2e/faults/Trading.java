package org.qudao.e2e.faults;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.qudao.e2e.Api;
import org.qudao.e2e.faults.Request.Act;
import org.qudao.e2e.faults.Request.Outcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A market at work: every dealer orders, calls off, pays, sells and gives back, and headquarters ships, receives, moves and counts for
 * it. What is asked follows from the seed; what comes of it depends on the others. {@code -Dthought=MILLISECONDS} gives them more or less
 * time before each order.
 */
final class Trading implements AutoCloseable {

    private static final int MOST_LINES = 3;
    static final int MOST_UNITS = 4;
    private static final Duration LONGEST_THOUGHT = Duration.ofMillis(Integer.getInteger("thought", 200));
    /** Some 12 orders a second of eight dealers: the machine has time for other things. */
    private static final Duration IN_NO_HURRY = Duration.ofSeconds(1);

    private final Market market;
    private final Witness witness;
    private final long seed;
    private final ExecutorService dealers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Limits> demand = new ConcurrentHashMap<>();
    private final List<Future<?>> atWork = new ArrayList<>();
    private volatile boolean closing;
    private volatile Duration longestThought = LONGEST_THOUGHT;

    Trading(Market market, Witness witness, long seed) {
        this.market = market;
        this.witness = witness;
        this.seed = seed;
    }

    /** From now on the dealers think so long that the machine has time for other things, until they are told to {@link #goOn}. */
    void takeYourTime() {
        longestThought = IN_NO_HURRY.compareTo(LONGEST_THOUGHT) > 0 ? IN_NO_HURRY : LONGEST_THOUGHT;
    }

    void goOn() {
        longestThought = LONGEST_THOUGHT;
    }

    /** Nobody thinks before the next order: the load is what the machine can bear. */
    Trading inHaste() {
        longestThought = Duration.ZERO;
        return this;
    }

    /**
     * Each dealer submits orders one after the other, so many at least and until the market is closed, and does other things in
     * between.
     */
    Trading start(int ordersPerDealer) {
        for (int i = 0; i < market.dealers().size(); i++) {
            Dealer dealer = new Dealer(market.dealers().get(i), new Random(seed * 1_000 + i));
            atWork.add(dealers.submit(() -> dealer.trade(ordersPerDealer)));
        }
        return this;
    }

    /** Waits until everybody has finished what is in hand and gone, or given up. */
    void closeMarket() throws InterruptedException, ExecutionException {
        closing = true;
        for (Future<?> one : atWork) {
            one.get();
        }
    }

    @Override
    public void close() {
        dealers.shutdownNow();
    }

    private final class Dealer {

        private final String id;
        private final Random random;
        private final Api self;
        private final Api hq = market.installation().hq();
        private final List<String> orders = new ArrayList<>();
        private final Looking looking;
        private int documents;

        Dealer(String id, Random random) {
            this.id = id;
            this.random = random;
            this.self = market.installation().dealer(id);
            this.looking = new Looking(market, witness, id, random, demand);
        }

        void trade(int times) {
            for (int i = 0; i < times || !closing; i++) {
                LockSupport.parkNanos((long) (random.nextDouble() * longestThought.toNanos()));
                order();
                looking.look();
                switch (random.nextInt(20)) {
                    case 0, 1, 2 -> cancel();
                    case 3, 4, 5, 6 -> fulfil();
                    case 7, 8 -> pay();
                    case 9, 10 -> sellOut();
                    case 11 -> receive();
                    case 12 -> transfer();
                    case 13 -> count();
                    default -> {
                        // Nothing but the order this time.
                    }
                }
            }
        }

        private void order() {
            String key = next("KEY");
            String body = "{\"lines\":[" + String.join(",", lines(MOST_UNITS)) + "]}";
            looking.submits(json(body));
            Request submitted = witness.make(Act.SUBMIT, key, id, body, () -> self.post("/api/v1/orders", body, key));
            JsonNode answer = submitted.answer();
            if (answer != null) {
                orders.add(answer.get("id").asString());
                looking.submitted(answer);
            }
        }

        private void cancel() {
            if (!orders.isEmpty()) {
                String order = orders.remove(random.nextInt(orders.size()));
                step(Act.CANCEL, self, order, "{\"reason\":\"changed my mind\"}");
            }
        }

        private void fulfil() {
            if (orders.isEmpty()) {
                return;
            }
            String order = orders.remove(random.nextInt(orders.size()));
            boolean shipped = step(Act.SHIP, hq, order, "{\"shortShip\":" + random.nextBoolean() + "}");
            if (shipped && random.nextInt(4) > 0 && step(Act.DELIVER, hq, order, "{}")) {
                if (random.nextInt(4) > 0) {
                    step(Act.INVOICE, hq, order, "{}");
                }
                if (random.nextInt(3) > 0) {
                    giveBack(order);
                }
            }
        }

        /** Half of a line at most, as the product's policy is when nobody sets it; of short shipments that may be too much. */
        private void giveBack(String order) {
            JsonNode line = looking.submitted(order).get("lines").get(0);
            int most = line.get("quantity").asInt() / 2;
            if (most == 0) {
                return;
            }
            int quantity = random.nextInt(most) + 1;
            String sku = line.get("sku").asString();
            String key = next("BACK");
            String body = """
                    {"orderId":"%s","reason":"unsold","lines":[%s]}"""
                    .formatted(order, Market.line(sku, quantity));
            looking.givesBack(json(body));
            JsonNode asked = witness.make(Act.GIVE_BACK, key, id, body, () -> self.post("/api/v1/returns", body, key))
                    .answer();
            if (asked == null) {
                return;
            }
            String goods = asked.get("id").asString();
            if (random.nextInt(4) == 0) {
                returned(Act.WITHDRAW, "withdraw", self, goods, "{\"reason\":\"sold after all\"}");
            } else if (returned(Act.APPROVE, "approve", hq, goods, "{}") && random.nextInt(4) > 0) {
                int good = random.nextInt(quantity + 1);
                int damaged = good == 0 ? 1 : random.nextInt(quantity - good + 1);
                String came =
                        """
                        {"warehouse":"%s","lines":[{"sku":"%s","good":%d,"damaged":%d}]}"""
                                .formatted(warehouse(random.nextInt(2)), sku, good, damaged);
                returned(Act.TAKE_BACK, "receive", hq, goods, came);
            }
        }

        private boolean returned(Act act, String step, Api who, String goods, String body) {
            String path = "/api/v1/returns/" + goods + "/" + step;
            return witness.make(act, goods, id, body, () -> who.post(path, body))
                            .outcome()
                    == Outcome.DONE;
        }

        private boolean step(Act act, Api who, String order, String body) {
            String path = "/api/v1/orders/" + order + "/" + act.name().toLowerCase(java.util.Locale.ROOT);
            looking.steps(act, order);
            boolean done = witness.make(act, order, id, body, () -> who.post(path, body))
                            .outcome()
                    == Outcome.DONE;
            if (done) {
                looking.done(act, order);
            }
            return done;
        }

        private void pay() {
            String payment = next("PAY");
            BigDecimal amount = BigDecimal.valueOf(random.nextInt(20_000) + 1L, 2);
            String body = """
                    {"id":"%s","nodeId":"%s","amount":%s,"receivedOn":"%s"}"""
                    .formatted(payment, id, amount, today());
            witness.make(Act.PAY, payment, id, body, () -> hq.post("/api/v1/payments", body));
        }

        private void sellOut() {
            String report = next("SO");
            String body = """
                    {"id":"%s","nodeId":"%s","on":"%s","lines":[%s]}"""
                    .formatted(report, id, today(), String.join(",", lines(2)));
            looking.sells(json(body));
            witness.make(Act.SELL_OUT, report, id, body, () -> self.post("/api/v1/sell-outs", body));
        }

        private void receive() {
            String receipt = next("REC");
            String body = Market.receipt(receipt, warehouse(0), someItems(), random.nextInt(30) + 1);
            Request planned = witness.make(Act.PLAN, receipt, id, body, () -> hq.post("/api/v1/receipts", body));
            if (planned.outcome() == Outcome.DONE) {
                String path = "/api/v1/receipts/" + receipt + "/receive";
                witness.make(Act.RECEIVE, receipt, id, body, () -> hq.post(path, "{}"));
            }
        }

        private void transfer() {
            String transfer = next("TR");
            int from = random.nextInt(2);
            String body = """
                    {"id":"%s","from":"%s","to":"%s","on":"%s","lines":[%s]}"""
                    .formatted(transfer, warehouse(from), warehouse(from + 1), today(), String.join(",", lines(9)));
            witness.make(Act.TRANSFER, transfer, id, body, () -> hq.post("/api/v1/transfers", body));
        }

        /** Whoever counts finds a few more or less than the book said a moment ago. */
        private void count() {
            String count = next("CNT");
            String warehouse = warehouse(random.nextInt(2));
            String sku = market.items().get(random.nextInt(market.items().size()));
            int counted = Math.max(0, market.onHand(warehouse, sku) + random.nextInt(-3, 4));
            String body =
                    """
                    {"id":"%s","place":"%s","on":"%s","lines":[{"sku":"%s","counted":%d}]}"""
                            .formatted(count, warehouse, today(), sku, counted);
            witness.make(Act.COUNT, count, id, body, () -> hq.post("/api/v1/counts", body));
        }

        private List<String> lines(int mostUnits) {
            return someItems().stream()
                    .map(sku -> Market.line(sku, random.nextInt(mostUnits) + 1))
                    .toList();
        }

        private List<String> someItems() {
            return random.ints(0, market.items().size())
                    .distinct()
                    .limit(1
                            + random.nextInt(Math.min(MOST_LINES, market.items().size())))
                    .mapToObj(market.items()::get)
                    .toList();
        }

        private String warehouse(int number) {
            return market.warehouses().get(number % market.warehouses().size());
        }

        /** Unique in the installation: its first part is the dealer's. */
        private String next(String kind) {
            return kind + "-" + id + "-" + ++documents;
        }
    }

    private static JsonNode json(String body) {
        return JsonMapper.shared().readTree(body);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
