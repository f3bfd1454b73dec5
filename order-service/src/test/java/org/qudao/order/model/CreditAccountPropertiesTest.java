package org.qudao.order.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/** Whatever happens to an account in whatever order: money is conserved and the limit holds unless somebody overrides. */
class CreditAccountPropertiesTest {

    private static final LocalDate DAY = LocalDate.parse("2026-01-01");

    /** The account beside what an honest book-keeper would write down. */
    static final class World {
        CreditAccount account = CreditAccount.opened("D1", new BigDecimal("100"), "USD", 30);
        BigDecimal received = BigDecimal.ZERO;
        BigDecimal credited = BigDecimal.ZERO;
        BigDecimal settledOnClosed = BigDecimal.ZERO;
        int returns;
        boolean limitLoweredOrOverridden;
        final Map<String, BigDecimal> payments = new HashMap<>();

        @Override
        public String toString() {
            return account.toString();
        }
    }

    @Property(tries = 300)
    void moneyIsConservedAndTheLimitHolds(@ForAll("lives") ActionChain<World> life) {
        life.withInvariant(CreditAccountPropertiesTest::booksBalance).run();
    }

    private static void booksBalance(World world) {
        CreditAccount account = world.account;
        BigDecimal settledOnOpen = account.open().values().stream()
                .map(entry -> entry.paid().add(entry.credited()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(account.available())
                .isEqualByComparingTo(account.limit().add(account.unallocated()).subtract(account.exposure()));
        assertThat(world.received.add(world.credited))
                .isEqualByComparingTo(account.unallocated().add(settledOnOpen).add(world.settledOnClosed));
        if (account.unallocated().signum() > 0) {
            assertThat(account.open().values())
                    .as("money lies about while an invoice is open")
                    .allMatch(
                            entry -> !entry.isInvoiced() || entry.outstanding().signum() == 0);
        }
        if (!world.limitLoweredOrOverridden) {
            assertThat(account.available().signum()).isNotNegative();
        }
    }

    @Provide
    Arbitrary<ActionChain<World>> lives() {
        return ActionChain.startWith(World::new)
                .withAction(5, anyOrder("take", (world, order, amount) -> {
                    Optional<CreditAccount> after = world.account.take(entry(order, amount, 1), false);
                    boolean had = world.account.open().containsKey(order);
                    assertThat(after.isPresent()).isEqualTo(had || world.account.covers(amount));
                    world.account = after.orElse(world.account);
                }))
                .withAction(1, anyOrder("override", (world, order, amount) -> {
                    world.account =
                            world.account.take(entry(order, amount, 2), true).orElseThrow();
                    world.limitLoweredOrOverridden = true;
                }))
                .withAction(2, anyOrder("give back", (world, order, amount) -> {
                    OpenEntry entry = world.account.open().get(order);
                    if (entry != null && entry.takenAt() < 3) {
                        // An order that ended costs nothing, so there is nothing to credit for it either.
                        world.credited = world.credited.subtract(entry.credited());
                    }
                    world.account = world.account.giveBack(order, 3);
                    CreditAccount twice = world.account.giveBack(order, 3);
                    assertThat(twice).isEqualTo(world.account);
                }))
                .withAction(2, anyOrder("short-ship", (world, order, amount) -> {
                    OpenEntry entry = world.account.open().get(order);
                    if (entry != null) {
                        world.account = world.account.owe(
                                order, amount.min(entry.amount()).max(entry.credited()));
                    }
                }))
                .withAction(
                        2,
                        anyOrder(
                                "invoice", (world, order, amount) -> world.account = world.account.invoice(order, DAY)))
                .withAction(3, anyOrder("pay", (world, order, amount) -> {
                    String id = "P" + (world.payments.size() + 1);
                    world.payments.put(id, amount);
                    world.received = world.received.add(amount);
                    String meant = amount.intValue() % 2 == 0 ? null : order;
                    world.account = world.account.receive(id, amount, meant);
                    assertThat(world.account.receive(id, amount, meant)).isEqualTo(world.account);
                    world.account = world.account.forget(id);
                }))
                .withAction(3, anyOrder("credit goods of", (world, order, amount) -> {
                    String id = "R" + ++world.returns;
                    world.credited = world.credited.add(amount);
                    world.account = world.account.credit(id, order, amount);
                    assertThat(world.account.credit(id, order, amount)).isEqualTo(world.account);
                    world.account = world.account.forget(CreditAccount.noteOf(id));
                }))
                .withAction(2, anyOrder("close", (world, order, amount) -> {
                    OpenEntry entry = world.account.open().get(order);
                    world.account = world.account.close(order);
                    if (entry != null && !world.account.open().containsKey(order)) {
                        assertThat(entry.outstanding()).isEqualByComparingTo("0");
                        world.settledOnClosed = world.settledOnClosed.add(entry.amount());
                    }
                }))
                .withAction(1, anyOrder("change the limit", (world, order, amount) -> {
                    world.limitLoweredOrOverridden |= amount.compareTo(world.account.limit()) < 0;
                    world.account = world.account.changeTerms(amount, 10);
                }));
    }

    private interface Effect {
        void on(World world, String order, BigDecimal amount);
    }

    private static Action.Independent<World> anyOrder(String name, Effect effect) {
        return () -> Arbitraries.of("O1", "O2", "O3", "O4").flatMap(order -> Arbitraries.integers()
                .between(1, 6_000)
                .map(cents -> BigDecimal.valueOf(cents, 2))
                .map(amount -> Transformer.mutate(
                        name + " " + order + " " + amount, world -> effect.on(world, order, amount))));
    }

    private static OpenEntry entry(String order, BigDecimal amount, long takenAt) {
        return new OpenEntry(order, amount, BigDecimal.ZERO, BigDecimal.ZERO, DAY, takenAt, null);
    }
}
