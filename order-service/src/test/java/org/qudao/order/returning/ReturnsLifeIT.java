package org.qudao.order.returning;

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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
import org.mockito.Mockito;
import org.qudao.order.crediting.SettleOrder;
import org.qudao.order.model.Act;
import org.qudao.order.model.Allocation;
import org.qudao.order.model.Channel;
import org.qudao.order.model.CreditAccount;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.CreditDecision;
import org.qudao.order.model.Inspection;
import org.qudao.order.model.OpenEntry;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderDates;
import org.qudao.order.model.OrderIds;
import org.qudao.order.model.OrderLine;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Parties;
import org.qudao.order.model.Product;
import org.qudao.order.model.Return;
import org.qudao.order.model.ReturnPolicy;
import org.qudao.order.model.ReturnStatus;
import org.qudao.order.model.Returns;
import org.qudao.order.model.Source;
import org.qudao.order.model.Submission;
import org.qudao.platform.events.IncomingEvent;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.RelayByHand;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Role;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.test.Infrastructure;
import org.qudao.platform.web.Refusal;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Returns of one order on the store, while the process dies before or after any of its writes: never more comes back than may, what was
 * acknowledged stays, and once all is taken up again order, returns and account agree to the last piece and cent.
 */
class ReturnsLifeIT {

    private static final MongoClient STORE = MongoClients.create(Infrastructure.mongoUri("returns_life"));
    private static final MongoDatabase DATABASE = STORE.getDatabase("returns_life");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T10:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate TODAY = LocalDate.parse("2026-01-15");
    private static final Act ACT = new Act(CLOCK.instant(), "test", null);
    private static final int DELIVERED = 20;
    private static final int AT_MOST = 10;
    private static final BigDecimal PRICE = new BigDecimal("9.99");
    private static final int FAR_AWAY = 1_000;
    private static final Deaths DEATHS = new Deaths();
    private static final AnnotationConfigApplicationContext PARTS = parts();

    @Property(tries = 60)
    void orderReturnsAndAccountAgree(@ForAll("lives") ActionChain<World> life) {
        life.withInvariant(World::checkShare).run();
    }

    @Provide
    Arbitrary<ActionChain<World>> lives() {
        return ActionChain.startWith(World::new)
                .withAction(6, action("request", World::request))
                .withAction(7, action("approve", (world, key, n) -> world.handle.approve(world.id(key), HQ)))
                .withAction(2, action("reject", (world, key, n) -> world.handle.reject(world.id(key), "no", HQ)))
                .withAction(1, action("withdraw", (world, key, n) -> world.handle.withdraw(world.id(key), "sold", HQ)))
                .withAction(9, action("receive", World::receive))
                .withAction(1, always("invoice", World::invoice))
                .withAction(2, always("pay", World::pay))
                .withAction(3, always("restart", World::restart))
                .withMaxTransformations(40);
    }

    private static final Caller HQ = new Caller("hq", Set.of(Role.HQ), null);

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The process dies at one of its next writes. */
    private static final class Deaths {
        private static final Set<String> WRITES = Set.of("insert", "save", "change", "changeUntold");
        private int writesToLive = FAR_AWAY;
        private boolean afterTheWrite;

        <T> T around(Class<T> port, T real) {
            return port.cast(Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                        boolean last = WRITES.contains(method.getName()) && --writesToLive == 0;
                        if (last && !afterTheWrite) {
                            throw new Died();
                        }
                        try {
                            Object answer = method.invoke(real, arguments);
                            if (last) {
                                throw new Died();
                            }
                            return answer;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }
    }

    static final class World {
        private final RequestReturn requestReturn = PARTS.getBean(RequestReturn.class);
        private final HandleReturn handle = PARTS.getBean(HandleReturn.class);
        private final Orders orders = PARTS.getBean("mongoOrders", Orders.class);
        private final Returns returns = PARTS.getBean("mongoReturns", Returns.class);
        private final CreditAccounts accounts = PARTS.getBean("mongoCreditAccounts", CreditAccounts.class);
        private final SettleOrder settleOrder = PARTS.getBean(SettleOrder.class);
        private final String node = "D-" + UUID.randomUUID();
        private final Caller dealer = new Caller("dealer-" + node, Set.of(Role.DEALER), node);
        private final String order = OrderIds.submitted(dealer.subject(), "order");
        private final Map<String, RequestedReturn> acknowledged = new LinkedHashMap<>();
        private final Map<String, Integer> quantities = new LinkedHashMap<>();
        private BigDecimal paid = BigDecimal.ZERO;
        private int payments;

        World() {
            Product product =
                    new Product("BK-1", "Bike", "Road", "Bikes", PRICE, null, null, "USD", Product.Status.ACTIVE);
            Order submitted = Order.submitted(
                    order,
                    order,
                    new Parties(node, Channel.DISTRIBUTION, null, null),
                    OrderDates.ordered(TODAY, null),
                    "USD",
                    List.of(OrderLine.ordered(1, product, DELIVERED, PRICE)),
                    new Submission("hash", CLOCK.instant(), "dealer"));
            orders.insert(submitted);
            accounts.openOrChange(node, BigDecimal.valueOf(1_000), "USD", 30);
            accounts.take(node, OpenEntry.taken(submitted, 1), false);
            Allocation full = new Allocation(
                    1,
                    Allocation.Outcome.FULL,
                    List.of(new Allocation.Line(1, DELIVERED, List.of(new Source("W1", DELIVERED)))));
            orders.change(order, now -> now.decide(CreditDecision.APPROVED, ACT));
            orders.change(order, now -> now.allocate(full, ACT));
            orders.change(order, now -> now.ship(false, TODAY, ACT));
            orders.change(order, now -> now.deliver(TODAY, ACT));
        }

        private String id(String key) {
            return OrderIds.returned(dealer.subject(), key);
        }

        void request(String key, int quantity) {
            int asked = quantities.computeIfAbsent(key, first -> quantity);
            RequestedReturn answer = requestReturn.request(
                    key,
                    new ReturnRequest(order, "unsold", List.of(new ReturnRequest.ReturnedLine("BK-1", asked))),
                    dealer);
            assertThat(answer.lines().getFirst().quantity()).isEqualTo(asked);
            RequestedReturn before = acknowledged.putIfAbsent(key, answer);
            assertThat(before == null ? answer : before).isEqualTo(answer);
        }

        void receive(String key, int pieces) {
            int came = Math.min(pieces, quantities.getOrDefault(key, pieces));
            Inspection inspection = new Inspection("W1", Map.of("BK-1", new Inspection.Pieces(came - 1, 1)));
            assertThat(handle.receive(id(key), inspection, HQ).value().status()).isEqualTo(ReturnStatus.CREDITED);
        }

        void invoice() {
            orders.change(order, now -> now.invoice(ACT));
            accounts.change(node, account -> account.invoice(order, TODAY));
            settleOrder.settle(node, order);
        }

        void pay() {
            BigDecimal amount = new BigDecimal("70.07");
            String id = "P" + ++payments;
            paid = paid.add(amount);
            accounts.change(node, account -> account.receive(id, amount, order).forget(id));
            settleOrder.settle(node, order);
        }

        /** What is left is taken up, and the relay brings the returns' own events, once more than needed. */
        void restart() {
            CreditReturn credit = PARTS.getBean(CreditReturn.class);
            new ResumeReturns(returns, PARTS.getBean(DecideReturn.class), credit, CLOCK, Duration.ZERO).resume();
            FollowReturn follow = PARTS.getBean(FollowReturn.class);
            for (int times = 0; times < 2; times++) {
                for (Return goods : known()) {
                    String type = goods.status() == ReturnStatus.CREDITED
                            ? "ReturnReceived"
                            : goods.status().eventType();
                    if (OwnReturnEvents.TYPES.contains(type)) {
                        follow.follow(new IncomingEvent<>(
                                "id",
                                type,
                                goods.id(),
                                1,
                                CLOCK.instant(),
                                new FollowReturn.ReturnFact(goods.id(), order)));
                    }
                }
            }
            checkAgreement();
        }

        private List<Return> known() {
            return quantities.keySet().stream()
                    .flatMap(key -> returns.find(id(key)).stream())
                    .map(found -> found.value())
                    .toList();
        }

        void checkShare() {
            assertThat(held()).isBetween(0, AT_MOST);
            acknowledged.keySet().forEach(key -> assertThat(returns.find(id(key)))
                    .isPresent());
        }

        private int held() {
            return orders.find(order).orElseThrow().value().returned().of(1);
        }

        private void checkAgreement() {
            int pieces = 0;
            BigDecimal credited = BigDecimal.ZERO;
            for (Return goods : known()) {
                switch (goods.status()) {
                    case REQUESTED, APPROVED -> pieces += goods.requested().get(1);
                    case CREDITED -> {
                        pieces += goods.received().get(1);
                        credited = credited.add(goods.amount());
                    }
                    case REJECTED, WITHDRAWN -> {
                        // holds nothing
                    }
                    case SUBMITTED, RECEIVED -> throw new AssertionError(goods + " is not taken up");
                }
            }
            assertThat(held()).isEqualTo(pieces);
            CreditAccount account = accounts.find(node).orElseThrow();
            assertThat(account.applying()).isEmpty();
            Order now = orders.find(order).orElseThrow().value();
            OpenEntry entry = account.open().get(order);
            assertThat(entry == null).isEqualTo(now.status() == OrderStatus.PAID);
            BigDecimal settled = entry == null ? now.total() : entry.paid().add(entry.credited());
            assertThat(settled.add(account.unallocated())).isEqualByComparingTo(paid.add(credited));
            if (entry != null) {
                assertThat(entry.credited()).isEqualByComparingTo(credited);
            }
        }

        @Override
        public String toString() {
            return known().stream()
                    .map(goods -> goods.status() + " " + goods.requested() + " " + goods.received())
                    .toList()
                    .toString();
        }
    }

    private interface Step {
        void on(World world, String key, int number);
    }

    /** With one write in so many the last; what the rules refuse is refused. */
    private static Action.Independent<World> action(String what, Step step) {
        return () -> Combinators.combine(
                        Arbitraries.of("k1", "k2", "k3", "k4"),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.of(true, false))
                .as((key, number, writesToLive, afterTheWrite) -> Transformer.mutate(
                        what + " " + key + " " + number + ", dies " + (afterTheWrite ? "after" : "before") + " write "
                                + writesToLive,
                        world -> {
                            DEATHS.writesToLive = writesToLive;
                            DEATHS.afterTheWrite = afterTheWrite;
                            try {
                                step.on(world, key, number);
                            } catch (Died asWanted) {
                                // until the restart
                            } catch (Refusal refused) {
                                assertThat(refused.getStatusCode().value()).isIn(404, 409, 422);
                            } finally {
                                DEATHS.writesToLive = FAR_AWAY;
                            }
                        }));
    }

    private static Action.Independent<World> always(String what, Consumer<World> step) {
        return () -> Arbitraries.just(Transformer.mutate(what, world -> {
            DEATHS.writesToLive = FAR_AWAY;
            step.accept(world);
        }));
    }

    private static AnnotationConfigApplicationContext parts() {
        ScopeTree everything = Mockito.mock(ScopeTree.class);
        Mockito.when(everything.scopeOf(Mockito.any())).thenReturn(Scope.everything());
        AnnotationConfigApplicationContext parts = new AnnotationConfigApplicationContext();
        parts.registerBean(MongoDatabase.class, () -> DATABASE);
        parts.registerBean(AggregatesFactory.class, () -> new RelayByHand(DATABASE).factory());
        parts.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        parts.registerBean(Clock.class, () -> CLOCK);
        parts.registerBean(ScopeTree.class, () -> everything);
        parts.registerBean(Warehouses.class, () -> id -> true);
        parts.registerBean(ReturnPolicy.class, () -> new ReturnPolicy(30, new BigDecimal("0.5")));
        mayDie(parts, Orders.class, "mongoOrders");
        mayDie(parts, Returns.class, "mongoReturns");
        mayDie(parts, CreditAccounts.class, "mongoCreditAccounts");
        parts.register(
                RequestReturn.class,
                DecideReturn.class,
                HandleReturn.class,
                CreditReturn.class,
                FollowReturn.class,
                SettleOrder.class);
        parts.scan("org.qudao.order.mongo");
        parts.refresh();
        return parts;
    }

    private static <T> void mayDie(AnnotationConfigApplicationContext parts, Class<T> port, String bean) {
        parts.registerBean(
                bean + "MayDie",
                port,
                () -> DEATHS.around(port, parts.getBean(bean, port)),
                definition -> definition.setPrimary(true));
    }
}
