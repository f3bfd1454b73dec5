package org.qudao.order.submitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.qudao.order.model.Act;
import org.qudao.order.model.Channel;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.CreditAccounts.Taking;
import org.qudao.order.model.CreditDecision;
import org.qudao.order.model.Node;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderIds;
import org.qudao.order.model.OrderLine;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Orders;
import org.qudao.order.model.Orders.Insertion;
import org.qudao.order.model.Product;
import org.qudao.order.model.Receipt;
import org.qudao.order.model.Step;
import org.qudao.order.model.Versioned;
import org.qudao.order.quoting.OrderRequest;
import org.qudao.order.quoting.Quote;
import org.qudao.order.quoting.Quoting;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Role;
import org.qudao.platform.web.Refusal;

class SubmitOrderTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant NOW = Instant.parse("2026-01-31T16:30:00.123456789Z");
    private static final LocalDate TOMORROW_THERE = LocalDate.parse("2026-02-01");
    private static final Caller DEALER = new Caller("wang", Set.of(Role.DEALER), "D1");
    private static final Product BIKE = new Product(
            "S1", "Bike", "Road", "Bikes", new BigDecimal("9.50"), null, null, "EUR", Product.Status.ACTIVE);
    private static final Taking TAKEN = new Taking.Taken();
    private static final Receipt TOO_LITTLE = Receipt.of("CREDIT.EXCEEDED", "pay");

    private final Quoting quoting = mock();
    private final Orders orders = mock();
    private final CreditAccounts accounts = mock();
    private final Clock clock = Clock.fixed(NOW, SHANGHAI);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DecideOrder decideOrder = new DecideOrder(orders, accounts, clock, meters);
    private final SubmitOrder submitOrder =
            new SubmitOrder(quoting, orders, decideOrder, Currency.getInstance("EUR"), clock, meters);

    @BeforeEach
    void everythingGoesWell() {
        when(quoting.buyer(any(), any())).thenReturn("D1");
        when(quoting.quote(any(), any())).thenReturn(quote(Channel.DISTRIBUTION));
        when(orders.insert(any())).thenReturn(Insertion.INSERTED);
        when(orders.save(any(), anyLong())).thenReturn(true);
        when(accounts.take(any(), any(), eq(false))).thenReturn(TAKEN);
    }

    private static Quote quote(Channel channel) {
        Node node = new Node("D1", "Wang", Node.Kind.DEALER, channel, Node.Status.ACTIVE, List.of("HQ", "D1"), "HQ");
        return new Quote(node, channel, List.of(OrderLine.ordered(1, BIKE, 2, BIKE.listPrice())));
    }

    private static OrderRequest request(int quantity) {
        return new OrderRequest(null, null, List.of(new OrderRequest.Line("S1", quantity)));
    }

    private SubmittedOrder submit() {
        return submitOrder.submit("K", request(2), DEALER);
    }

    private Order inserted() {
        ArgumentCaptor<Order> order = ArgumentCaptor.captor();
        verify(orders).insert(order.capture());
        return order.getValue();
    }

    private static Order decided(Order order, CreditDecision decision) {
        return ((Step.Taken) order.decide(decision, new Act(NOW, "system:credit", null))).order();
    }

    @Test
    void anOrderIsOfTheDayThatItIsAtHomeAndOfTheMillisecondThatTheStoreKeeps() {
        SubmittedOrder answer = submit();

        assertThat(answer.status()).isEqualTo(OrderStatus.APPROVED);
        assertThat(answer.receipt()).isNull();
        assertThat(answer.orderedOn()).isEqualTo(TOMORROW_THERE);
        assertThat(answer.submittedAt()).isEqualTo(Instant.parse("2026-01-31T16:30:00.123Z"));
        assertThat(answer.number()).startsWith("Q-20260201-");
        assertThat(answer.currency()).isEqualTo("EUR");
        assertThat(answer.total()).isEqualByComparingTo("19.00");
        assertThat(inserted().submission().by()).isEqualTo("wang");
        assertThat(meters.get("qudao.orders.submit").timer().count()).isEqualTo(1);
        assertThat(meters.get("qudao.orders.held").counter().count()).isZero();
    }

    @Test
    void heldWithTheReceiptOfTheAccount() {
        when(accounts.take(any(), any(), eq(false))).thenReturn(new Taking.Insufficient(TOO_LITTLE));

        SubmittedOrder answer = submit();

        assertThat(answer.status()).isEqualTo(OrderStatus.HELD);
        assertThat(answer.receipt()).isEqualTo(TOO_LITTLE);
        assertThat(meters.get("qudao.orders.held").counter().count()).isEqualTo(1);
    }

    @Test
    void theDirectChannelNeedsNoCredit() {
        when(quoting.quote(any(), any())).thenReturn(quote(Channel.DIRECT));

        assertThat(submit().status()).isEqualTo(OrderStatus.APPROVED);
        verifyNoInteractions(accounts);
    }

    @Test
    void aNumberThatIsTakenBecomesALongerOneOnce() {
        when(orders.insert(any())).thenReturn(Insertion.NUMBER_TAKEN, Insertion.INSERTED);

        assertThat(submit().number()).hasSize("Q-20260201-".length() + 12);
    }

    @Test
    void withoutAFreeNumberNothingIsDecided() {
        when(orders.insert(any())).thenReturn(Insertion.NUMBER_TAKEN);

        assertThatThrownBy(this::submit).isInstanceOf(Refusal.class).hasMessageContaining("another key");
        verifyNoInteractions(accounts);
    }

    @Test
    void aRepeatGetsTheAnswerThatWasGivenAndAnotherBodyIsRefused() {
        submit();
        Order held = decided(inserted(), CreditDecision.held(TOO_LITTLE));
        when(orders.insert(any())).thenReturn(Insertion.ID_TAKEN);
        when(orders.find(OrderIds.submitted("wang", "K"))).thenReturn(Optional.of(new Versioned<>(held, 2)));

        assertThat(submit().receipt()).isEqualTo(TOO_LITTLE);
        assertThatThrownBy(() -> submitOrder.submit("K", request(3), DEALER))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.getStatusCode().value()).isEqualTo(409));
    }

    @Test
    void aKeyThatCameForAnotherNodeIsRefused() {
        submit();
        Order approved = decided(inserted(), CreditDecision.APPROVED);
        when(orders.insert(any())).thenReturn(Insertion.ID_TAKEN);
        when(orders.find(approved.id())).thenReturn(Optional.of(new Versioned<>(approved, 2)));
        when(quoting.buyer(any(), any())).thenReturn("D2");

        assertThatThrownBy(this::submit).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(
                        refusal.getStatusCode().value())
                .isEqualTo(409));
    }

    @Test
    void aKeyBelongsToWhoSendsIt() {
        String id = submit().id();

        assertThat(submit().id()).isEqualTo(id);
        assertThat(submitOrder
                        .submit("K", request(2), new Caller("headquarters", Set.of(Role.HQ), null))
                        .id())
                .isNotEqualTo(id);
    }

    @Test
    void whatIsRefusedTodayKeepsTheAnswerOfYesterday() {
        submit();
        Order approved = decided(inserted(), CreditDecision.APPROVED);
        when(quoting.quote(any(), any())).thenThrow(Refusal.conflict("lines-refused", "discontinued"));

        when(orders.find(any())).thenReturn(Optional.empty());
        assertThatThrownBy(this::submit).hasMessageContaining("discontinued");
        when(orders.find(any())).thenReturn(Optional.of(new Versioned<>(approved, 2)));
        assertThat(submit().status()).isEqualTo(OrderStatus.APPROVED);
    }

    @Test
    void whoComesSecondGivesBackWhatTheFirstDidNotCountOn() {
        submit();
        Order submitted = inserted();
        when(orders.save(any(), anyLong())).thenReturn(false);

        Order held = decided(submitted, CreditDecision.held(TOO_LITTLE));
        when(orders.find(submitted.id())).thenReturn(Optional.of(new Versioned<>(held, 7)));
        assertThat(decideOrder.decide(new Versioned<>(submitted, 1))).isEqualTo(held);
        verify(accounts).giveBack("D1", submitted.id(), 7);
    }

    @Test
    void whoComesSecondLeavesWhatTheFirstCountsOn() {
        submit();
        Order submitted = inserted();
        when(orders.save(any(), anyLong())).thenReturn(false);

        Order approved = decided(submitted, CreditDecision.APPROVED);
        when(orders.find(submitted.id())).thenReturn(Optional.of(new Versioned<>(approved, 7)));
        assertThat(decideOrder.decide(new Versioned<>(submitted, 1))).isEqualTo(approved);
        verify(accounts, never()).giveBack(any(), any(), anyLong());
    }

    @Test
    void atStartEveryUndecidedOrderIsTakenUpLaterOnlyThoseThatNobodyIsBusyWith() {
        submit();
        Order submitted = inserted();
        when(orders.undecided(500)).thenReturn(List.of("gone", submitted.id()));
        when(orders.find("gone")).thenReturn(Optional.empty());
        when(orders.find(submitted.id())).thenReturn(Optional.of(new Versioned<>(submitted, 5)));
        ResumeSubmitted patient = new ResumeSubmitted(orders, decideOrder, clock, Duration.ofMinutes(1));
        ResumeSubmitted hasty = new ResumeSubmitted(orders, decideOrder, clock, Duration.ofMillis(-1));

        patient.resume();
        verify(orders).save(any(), eq(5L));
        patient.resume();
        verify(orders).save(any(), eq(5L));
        hasty.resume();
        hasty.resume();
        verify(orders, times(3)).save(any(), eq(5L));
    }

    @Test
    void anOrderThatCannotBeDecidedDoesNotKeepTheOthers() {
        submit();
        Order submitted = inserted();
        when(orders.undecided(500)).thenReturn(List.of("broken", submitted.id()));
        when(orders.find("broken")).thenReturn(Optional.of(new Versioned<>(submitted, 4)));
        when(orders.find(submitted.id())).thenReturn(Optional.of(new Versioned<>(submitted, 5)));
        when(orders.save(any(), eq(4L))).thenThrow(new IllegalStateException("the store is away"));

        new ResumeSubmitted(orders, decideOrder, clock, Duration.ofMinutes(1)).resume();

        verify(orders).save(any(), eq(5L));
    }
}
