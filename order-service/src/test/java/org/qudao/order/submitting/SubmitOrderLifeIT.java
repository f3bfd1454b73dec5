package org.qudao.order.submitting;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.bson.Document;
import org.mockito.Mockito;
import org.qudao.order.model.CreditAccount;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.OrderIds;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Product;
import org.qudao.order.model.Products;
import org.qudao.order.quoting.OrderRequest;
import org.qudao.order.quoting.Quoting;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.RelayByHand;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Role;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.test.Infrastructure;
import org.qudao.platform.web.Refusal;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Submitting on the store, with few keys that come again and again: the same key and body give the same answer whatever happened
 * since, another body gives 409, and the account holds exactly what approved orders cost.
 */
class SubmitOrderLifeIT {

    private static final MongoClient STORE = MongoClients.create(Infrastructure.mongoUri("submit_life"));
    private static final MongoDatabase DATABASE = STORE.getDatabase("submit_life");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T10:00:00Z"), ZoneOffset.UTC);
    private static final int LIMIT = 100;
    private static final Deaths DEATHS = new Deaths();
    private static final AnnotationConfigApplicationContext PARTS = parts();

    @Property(tries = 50)
    void aKeyHasOneAnswer(@ForAll("lives") ActionChain<World> life) {
        life.withInvariant(World::check).run();
    }

    @Provide
    Arbitrary<ActionChain<World>> lives() {
        Arbitrary<String> keys = Arbitraries.of("k1", "k2", "k3", "k4");
        Arbitrary<Integer> quantities = Arbitraries.integers().between(1, 3);
        return ActionChain.startWith(World::new)
                .withAction(6, action(keys, quantities, "submit", World::submit))
                .withAction(
                        2,
                        action(keys, quantities, "four submit at once, one of them one more of,", World::submitAtOnce))
                .withAction(
                        2,
                        action(
                                keys,
                                quantities,
                                "die before credit is taken for",
                                (world, key, quantity) -> world.dieWhileSubmitting(key, quantity, Death.BEFORE_TAKING)))
                .withAction(
                        2,
                        action(
                                keys,
                                quantities,
                                "die after credit is taken for",
                                (world, key, quantity) -> world.dieWhileSubmitting(key, quantity, Death.AFTER_TAKING)))
                .withAction(1, whatever("resume", World::resume))
                .withAction(1, whatever("sell for 10", world -> world.sell(10)))
                .withAction(1, whatever("sell for 20", world -> world.sell(20)))
                .withAction(1, whatever("discontinue", World::discontinue))
                .withMaxTransformations(20);
    }

    private enum Death {
        NEVER,
        BEFORE_TAKING,
        AFTER_TAKING
    }

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The process may die around the taking of credit. */
    private static final class Deaths {
        private volatile Death next = Death.NEVER;

        CreditAccounts around(CreditAccounts accounts) {
            return (CreditAccounts) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {CreditAccounts.class}, (_, method, arguments) -> {
                        boolean taking = method.getName().equals("take");
                        if (taking && next == Death.BEFORE_TAKING) {
                            throw new Died();
                        }
                        try {
                            Object answer = method.invoke(accounts, arguments);
                            if (taking && next == Death.AFTER_TAKING) {
                                throw new Died();
                            }
                            return answer;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    /** What was asked with a key, and what was answered. */
    private static final class Note {
        private final int quantity;
        private final int cost;
        private boolean creditTaken;
        private OrderStatus decision = OrderStatus.SUBMITTED;
        private SubmittedOrder answer;

        Note(int quantity, int cost) {
            this.quantity = quantity;
            this.cost = cost;
        }
    }

    static final class World {
        private final SubmitOrder submitOrder = PARTS.getBean(SubmitOrder.class);
        private final CreditAccounts accounts = PARTS.getBean("mongoCreditAccounts", CreditAccounts.class);
        private final Orders orders = PARTS.getBean(Orders.class);
        private final Products products = PARTS.getBean(Products.class);
        private final String node = "D-" + UUID.randomUUID();
        private final String sku = "S-" + node;
        private final Caller caller = new Caller("dealer-" + node, Set.of(Role.DEALER), node);
        private final Map<String, Note> notes = new LinkedHashMap<>();
        private int price = 10;
        private boolean sold = true;

        World() {
            DATABASE.getCollection(ScopeTree.COLLECTION)
                    .insertOne(new Document("_id", node)
                            .append("version", 1L)
                            .append("name", node)
                            .append("kind", "DEALER")
                            .append("channel", "DISTRIBUTION")
                            .append("status", "ACTIVE")
                            .append("path", List.of("HQ", node))
                            .append("parentId", "HQ"));
            accounts.openOrChange(node, BigDecimal.valueOf(LIMIT), "USD", 30);
            sell(price);
        }

        void sell(int newPrice) {
            price = newPrice;
            sold = true;
            put(Product.Status.ACTIVE);
        }

        void discontinue() {
            sold = false;
            put(Product.Status.DISCONTINUED);
        }

        private void put(Product.Status status) {
            products.put(
                    new Product(sku, "Bike", "Road", "Bikes", BigDecimal.valueOf(price), null, null, "USD", status));
        }

        void submit(String key, int quantity) {
            Note note = notes.get(key);
            if (note == null && !sold) {
                assertThat(refusal(key, quantity).getStatusCode().value()).isEqualTo(422);
            } else if (note != null && note.quantity != quantity) {
                assertThat(refusal(key, quantity).getStatusCode().value()).isEqualTo(409);
            } else {
                answered(key, quantity, submitOrder.submit(key, request(quantity), caller));
            }
        }

        private void answered(String key, int quantity, SubmittedOrder answer) {
            Note note = notes.computeIfAbsent(key, unknown -> new Note(quantity, quantity * price));
            decide(note);
            assertThat(answer.status()).isEqualTo(note.decision);
            assertThat(answer.total()).isEqualByComparingTo(BigDecimal.valueOf(note.cost));
            assertThat(answer.receipt() == null).isEqualTo(note.decision == OrderStatus.APPROVED);
            if (note.answer == null) {
                note.answer = answer;
            }
            assertThat(answer).isEqualTo(note.answer);
        }

        private void decide(Note note) {
            if (note.decision == OrderStatus.SUBMITTED) {
                note.creditTaken |= fits(note);
                note.decision = note.creditTaken ? OrderStatus.APPROVED : OrderStatus.HELD;
            }
        }

        private boolean fits(Note note) {
            return held() + note.cost <= LIMIT;
        }

        private int held() {
            return notes.values().stream()
                    .filter(note -> note.creditTaken)
                    .mapToInt(note -> note.cost)
                    .sum();
        }

        /** Three ask for the same and a fourth for one more, with the same key: one order, one answer. */
        void submitAtOnce(String key, int quantity) {
            if (notes.get(key) == null && !sold) {
                submit(key, quantity);
                return;
            }
            Map<Integer, List<CompletableFuture<SubmittedOrder>>> asked = new HashMap<>();
            for (int each : List.of(quantity, quantity, quantity, quantity + 1)) {
                asked.computeIfAbsent(each, unknown -> new ArrayList<>())
                        .add(CompletableFuture.supplyAsync(() -> submitOrder.submit(key, request(each), caller)));
            }
            int answers = 0;
            for (int each : asked.keySet()) {
                for (CompletableFuture<SubmittedOrder> one : asked.get(each)) {
                    SubmittedOrder answer = one.handle((given, failure) -> {
                                if (failure != null) {
                                    assertThat(failure.getCause())
                                            .isInstanceOfSatisfying(
                                                    Refusal.class, refusal -> assertThat(refusal.getStatusCode()
                                                                    .value())
                                                            .isEqualTo(409));
                                }
                                return given;
                            })
                            .join();
                    if (answer != null) {
                        answered(key, each, answer);
                        answers++;
                    }
                }
            }
            int quantityOfTheOrder = notes.containsKey(key) ? notes.get(key).quantity : 0;
            assertThat(answers)
                    .isEqualTo(asked.getOrDefault(quantityOfTheOrder, List.of()).size());
        }

        /** One open question at a time, so that it is known which gets the rest of the credit. */
        void dieWhileSubmitting(String key, int quantity, Death death) {
            if (notes.containsKey(key) || !sold || !undecided().isEmpty()) {
                return;
            }
            DEATHS.next = death;
            try {
                submitOrder.submit(key, request(quantity), caller);
                throw new AssertionError("lives");
            } catch (Died asWanted) {
                Note note = new Note(quantity, quantity * price);
                note.creditTaken = death == Death.AFTER_TAKING && fits(note);
                notes.put(key, note);
            } finally {
                DEATHS.next = Death.NEVER;
            }
        }

        /** As at the start of the process. */
        void resume() {
            new ResumeSubmitted(orders, PARTS.getBean(DecideOrder.class), CLOCK, Duration.ZERO).resume();
            undecided().forEach(this::decide);
        }

        private List<Note> undecided() {
            return notes.values().stream()
                    .filter(note -> note.decision == OrderStatus.SUBMITTED)
                    .toList();
        }

        void check() {
            CreditAccount account = accounts.find(node).orElseThrow();
            assertThat(account.exposure()).isEqualByComparingTo(BigDecimal.valueOf(held()));
            assertThat(account.available().signum()).isNotNegative();
            assertThat(DATABASE.getCollection("orders").countDocuments(new Document("nodeId", node)))
                    .isEqualTo(notes.size());
            notes.forEach((key, note) -> assertThat(orders.find(OrderIds.submitted(caller.subject(), key))
                            .orElseThrow()
                            .value()
                            .status())
                    .isEqualTo(note.decision));
        }

        private Refusal refusal(String key, int quantity) {
            try {
                throw new AssertionError(submitOrder.submit(key, request(quantity), caller));
            } catch (Refusal refusal) {
                return refusal;
            }
        }

        private OrderRequest request(int quantity) {
            return new OrderRequest(null, null, List.of(new OrderRequest.Line(sku, quantity)));
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("price " + price + ", on sale " + sold);
            notes.forEach((key, note) -> text.append(", ")
                    .append(key)
                    .append(" ×")
                    .append(note.quantity)
                    .append(' ')
                    .append(note.decision));
            return text.toString();
        }
    }

    private interface Step {
        void on(World world, String key, int quantity);
    }

    private static Action.Independent<World> action(
            Arbitrary<String> keys, Arbitrary<Integer> quantities, String what, Step step) {
        return () -> Combinators.combine(keys, quantities)
                .as((key, quantity) ->
                        Transformer.mutate(what + " " + key + " ×" + quantity, world -> step.on(world, key, quantity)));
    }

    private static Action.Independent<World> whatever(String what, Consumer<World> step) {
        return () -> Arbitraries.just(Transformer.mutate(what, step));
    }

    private static AnnotationConfigApplicationContext parts() {
        AnnotationConfigApplicationContext parts = new AnnotationConfigApplicationContext();
        parts.registerBean(MongoDatabase.class, () -> DATABASE);
        parts.registerBean(AggregatesFactory.class, () -> new RelayByHand(DATABASE).factory());
        parts.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        parts.registerBean(Clock.class, () -> CLOCK);
        parts.registerBean(Currency.class, () -> Currency.getInstance("USD"));
        parts.registerBean(ScopeTree.class, () -> Mockito.mock(ScopeTree.class));
        parts.registerBean(
                "mayDie",
                CreditAccounts.class,
                () -> DEATHS.around(parts.getBean("mongoCreditAccounts", CreditAccounts.class)),
                bean -> bean.setPrimary(true));
        parts.register(Quoting.class, DecideOrder.class, SubmitOrder.class);
        parts.scan("org.qudao.order.mongo");
        parts.refresh();
        return parts;
    }
}
