package org.qudao.order.crediting;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.mockito.AdditionalAnswers;
import org.mockito.Mockito;
import org.qudao.order.model.Act;
import org.qudao.order.model.Allocation;
import org.qudao.order.model.Channel;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.CreditAccounts.Taking;
import org.qudao.order.model.CreditDecision;
import org.qudao.order.model.OpenEntry;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderDates;
import org.qudao.order.model.OrderIds;
import org.qudao.order.model.OrderLine;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Parties;
import org.qudao.order.model.Product;
import org.qudao.order.model.Receipt;
import org.qudao.order.model.Source;
import org.qudao.order.model.Step;
import org.qudao.order.model.Submission;
import org.qudao.order.model.Versioned;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.RelayByHand;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.test.Infrastructure;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Credit that a release which died left taken, while somebody repeats the release; and orders that only seem to be paid. */
class ReconcileCreditIT {

    private static final MongoClient STORE = MongoClients.create(Infrastructure.mongoUri("reconcile_credit"));
    private static final MongoDatabase DATABASE = STORE.getDatabase("reconcile_credit");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T10:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate TODAY = LocalDate.parse("2026-01-15");
    private static final Act ACT = new Act(CLOCK.instant(), "test", null);
    private static final AnnotationConfigApplicationContext PARTS = parts();

    private final CreditAccounts accounts = PARTS.getBean(CreditAccounts.class);
    private final Orders orders = PARTS.getBean(Orders.class);
    private final SettleOrder settleOrder = PARTS.getBean(SettleOrder.class);
    private final String node = "D-" + UUID.randomUUID();

    @AfterAll
    static void close() {
        PARTS.close();
        STORE.close();
    }

    @Test
    void aReleaseRepeatedWhileItsEntryIsLookedAtKeepsItsCredit() {
        Versioned<Order> held = held();
        take(held);
        Orders releasedAfterTheLook = Mockito.mock(AdditionalAnswers.delegatesTo(orders));
        Mockito.doAnswer(call -> {
                    Collection<String> ids = call.getArgument(0);
                    Map<String, Versioned<Order>> seen = orders.findAll(ids);
                    if (ids.contains(held.value().id())) {
                        assertThat(release(now(held))).isTrue();
                    }
                    return seen;
                })
                .when(releasedAfterTheLook)
                .findAll(Mockito.any());

        new ReconcileCredit(accounts, releasedAfterTheLook, settleOrder).reconcile();

        assertThat(now(held).value().status()).isEqualTo(OrderStatus.APPROVED);
        assertThat(exposure()).isEqualByComparingTo("20");
    }

    @Test
    void aReleaseThatFoundItsEntryGivenBackTakesCreditAgain() {
        Versioned<Order> held = held();
        take(held);

        new ReconcileCredit(accounts, orders, settleOrder).reconcile();

        assertThat(exposure()).isEqualByComparingTo("0");
        assertThat(save(held)).as("on the credit that was given back").isFalse();
        assertThat(release(now(held))).isTrue();
        new ReconcileCredit(accounts, orders, settleOrder).reconcile();
        assertThat(exposure()).isEqualByComparingTo("20");
    }

    @Test
    void anOrderOnCreditIsNotPaidBecauseItsEntryIsMissing() {
        String onCredit = invoiced(Channel.DISTRIBUTION);
        String atTheCounter = invoiced(Channel.DIRECT);

        settleOrder.settle(node, onCredit);
        settleOrder.settle(node, atTheCounter);

        assertThat(orders.find(onCredit).orElseThrow().value().status()).isEqualTo(OrderStatus.INVOICED);
        assertThat(orders.find(atTheCounter).orElseThrow().value().status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void settlesWhatIsPaidAlthoughWhoFreedTheMoneyDied() {
        accounts.openOrChange(node, BigDecimal.valueOf(100), "USD", 30);
        String paid = invoiced(Channel.DISTRIBUTION);
        Order order = orders.find(paid).orElseThrow().value();
        accounts.take(node, OpenEntry.taken(order, 1), false);
        accounts.change(node, account -> account.invoice(paid, TODAY)
                .receive("P", order.total(), null)
                .forget("P"));

        new ReconcileCredit(accounts, orders, settleOrder).reconcile();

        assertThat(orders.find(paid).orElseThrow().value().status()).isEqualTo(OrderStatus.PAID);
        assertThat(accounts.find(node).orElseThrow().open()).isEmpty();
    }

    private Versioned<Order> held() {
        accounts.openOrChange(node, BigDecimal.TEN, "USD", 30);
        String id = submit(Channel.DISTRIBUTION);
        orders.change(id, order -> order.decide(CreditDecision.held(Receipt.of("CREDIT.LIMIT", "pay")), ACT));
        return orders.find(id).orElseThrow();
    }

    private String invoiced(Channel channel) {
        String id = submit(channel);
        Allocation full = new Allocation(
                1, Allocation.Outcome.FULL, List.of(new Allocation.Line(1, 2, List.of(new Source("W1", 2)))));
        orders.change(id, order -> order.decide(CreditDecision.APPROVED, ACT));
        orders.change(id, order -> order.allocate(full, ACT));
        orders.change(id, order -> order.ship(false, TODAY, ACT));
        orders.change(id, order -> order.deliver(TODAY, ACT));
        orders.change(id, order -> order.invoice(ACT));
        return id;
    }

    private String submit(Channel channel) {
        Product product =
                new Product("BK-1", "Bike", "Road", "Bikes", BigDecimal.TEN, null, null, "USD", Product.Status.ACTIVE);
        String id = OrderIds.submitted(node, channel.name());
        orders.insert(Order.submitted(
                id,
                id,
                new Parties(node, channel, null, null),
                OrderDates.ordered(TODAY, null),
                "USD",
                List.of(OrderLine.ordered(1, product, 2, BigDecimal.TEN)),
                new Submission("hash", CLOCK.instant(), "dealer")));
        return id;
    }

    private Versioned<Order> now(Versioned<Order> order) {
        return orders.find(order.value().id()).orElseThrow();
    }

    private boolean release(Versioned<Order> held) {
        take(held);
        return save(held);
    }

    private void take(Versioned<Order> held) {
        assertThat(accounts.take(node, OpenEntry.taken(held.value(), held.version()), true))
                .isInstanceOf(Taking.Taken.class);
    }

    private boolean save(Versioned<Order> held) {
        return held.value().release(ACT) instanceof Step.Taken(Order released) && orders.save(released, held.version());
    }

    private BigDecimal exposure() {
        return accounts.find(node).orElseThrow().exposure();
    }

    private static AnnotationConfigApplicationContext parts() {
        AnnotationConfigApplicationContext parts = new AnnotationConfigApplicationContext();
        parts.registerBean(MongoDatabase.class, () -> DATABASE);
        parts.registerBean(AggregatesFactory.class, () -> new RelayByHand(DATABASE).factory());
        parts.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        parts.registerBean(Clock.class, () -> CLOCK);
        parts.registerBean(ScopeTree.class, () -> Mockito.mock(ScopeTree.class));
        parts.register(SettleOrder.class);
        parts.scan("org.qudao.order.mongo");
        parts.refresh();
        return parts;
    }
}
