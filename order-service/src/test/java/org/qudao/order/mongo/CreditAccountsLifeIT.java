package org.qudao.order.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.qudao.order.model.CreditAccount;
import org.qudao.order.model.CreditAccounts.Taking;
import org.qudao.order.model.OpenEntry;
import org.qudao.platform.test.Infrastructure;

/** An account on the store beside a clerk's slips of paper: both say the same, and only a release goes above the limit. */
class CreditAccountsLifeIT {

    private static final MongoClient STORE = MongoClients.create(Infrastructure.mongoUri("credit_life"));
    private static final MongoDatabase DATABASE = STORE.getDatabase("credit_life");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);

    @Property(tries = 60)
    void theAccountSaysWhatTheSlipsSay(@ForAll("lives") ActionChain<World> life) {
        life.withInvariant(World::check).run();
    }

    @Provide
    Arbitrary<ActionChain<World>> lives() {
        return ActionChain.startWith(World::new)
                .withAction(5, step("take", (world, order, cents, version) -> world.take(order, cents, version, false)))
                .withAction(
                        1, step("release", (world, order, cents, version) -> world.take(order, cents, version, true)))
                .withAction(3, step("give back", (world, order, _, version) -> world.giveBack(order, version)))
                .withAction(2, step("short-ship", (world, order, cents, _) -> world.owe(order, cents)))
                .withAction(2, step("invoice", (world, order, _, _) -> world.invoice(order)))
                .withAction(3, step("pay", (world, order, cents, _) -> world.pay(order, cents)))
                .withAction(2, step("credit goods of", (world, order, cents, _) -> world.credit(order, cents)))
                .withAction(2, step("close", (world, order, _, _) -> world.close(order)))
                .withAction(3, amount("pay the oldest", (world, cents) -> world.pay(null, cents)))
                .withAction(1, amount("set the limit", World::changeLimit))
                .withAction(2, amount("four race, each for", World::race))
                .withMaxTransformations(25);
    }

    /** One order's slip. */
    private static final class Slip {
        private int amount;
        private int paid;
        private int credited;
        private long takenAt;
        private boolean invoiced;

        int owed() {
            return amount - paid - credited;
        }
    }

    /** Amounts on paper are whole cents. */
    static final class World {
        private final MongoCreditAccounts accounts = new MongoCreditAccounts(DATABASE);
        private final String node = "D-" + UUID.randomUUID();
        private final Map<String, Slip> slips = new TreeMap<>();
        private int limit = 10_000;
        private int purse;
        private int received;
        private int credited;
        private int settledOnClosed;
        private int payments;
        private int returns;
        private int racers;

        World() {
            accounts.openOrChange(node, money(limit), "USD", 30);
        }

        private int free() {
            return limit + purse - slips.values().stream().mapToInt(Slip::owed).sum();
        }

        void take(String order, int amount, long version, boolean release) {
            Slip slip = slips.get(order);
            boolean expected = slip != null || release || free() >= amount;
            Taking taking = accounts.take(node, entry(order, amount, version), release);
            assertThat(taking).isInstanceOf(expected ? Taking.Taken.class : Taking.Insufficient.class);
            if (slip != null) {
                slip.takenAt = Math.max(slip.takenAt, version);
            } else if (expected) {
                put(order, amount, version);
                assertThat(release || free() >= 0).isTrue();
            }
        }

        private void put(String order, int amount, long version) {
            Slip slip = new Slip();
            slip.amount = amount;
            slip.takenAt = version;
            slips.put(order, slip);
        }

        void giveBack(String order, long before) {
            accounts.giveBack(node, order, before);
            Slip slip = slips.get(order);
            if (slip != null && slip.takenAt < before) {
                purse += slip.paid;
                credited -= slip.credited;
                slips.remove(order);
                spend();
            }
        }

        /** What is in the purse pays the slips that have an invoice. */
        private void spend() {
            for (Slip slip : oldestFirst()) {
                if (slip.invoiced) {
                    int moved = Math.min(purse, slip.owed());
                    slip.paid += moved;
                    purse -= moved;
                }
            }
        }

        private List<Slip> oldestFirst() {
            return slips.entrySet().stream()
                    .sorted(Comparator.comparing((Map.Entry<String, Slip> slip) -> since(slip.getKey()))
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        void owe(String order, int amount) {
            Slip slip = slips.get(order);
            int less = slip == null ? amount : Math.max(slip.credited, Math.min(slip.amount, amount));
            accounts.change(node, account -> account.owe(order, money(less)));
            if (slip != null) {
                slip.amount = less;
                tooMuchPaid(slip);
                spend();
            }
        }

        private void tooMuchPaid(Slip slip) {
            int tooMuch = Math.max(0, -slip.owed());
            slip.paid -= tooMuch;
            purse += tooMuch;
        }

        void invoice(String order) {
            accounts.change(node, account -> account.invoice(order, DAY));
            Slip slip = slips.get(order);
            if (slip != null && !slip.invoiced) {
                slip.invoiced = true;
                spend();
            }
        }

        /** Every payment is told twice before it is known to be applied. */
        void pay(String order, int amount) {
            payments++;
            String id = "P" + payments;
            accounts.change(node, account -> account.receive(id, money(amount), order));
            accounts.change(node, account -> account.receive(id, money(amount), order));
            accounts.change(node, account -> account.forget(id));
            received += amount;
            int left = amount;
            for (Slip slip : oldestFirst()) {
                if (order == null || slip == slips.get(order)) {
                    int part = Math.min(left, slip.owed());
                    slip.paid += part;
                    left -= part;
                }
            }
            purse += left;
            spend();
        }

        /** Every return is told twice before it is known to be credited. */
        void credit(String order, int amount) {
            returns++;
            String id = "R" + returns;
            accounts.change(node, account -> account.credit(id, order, money(amount)));
            accounts.change(node, account -> account.credit(id, order, money(amount)));
            accounts.change(node, account -> account.forget(CreditAccount.noteOf(id)));
            credited += amount;
            Slip slip = slips.get(order);
            int part = slip == null ? 0 : Math.min(amount, slip.amount - slip.credited);
            purse += amount - part;
            if (slip != null) {
                slip.credited += part;
                tooMuchPaid(slip);
            }
            spend();
        }

        void close(String order) {
            accounts.change(node, account -> account.close(order));
            Slip slip = slips.get(order);
            if (slip != null && slip.owed() == 0) {
                settledOnClosed += slip.amount;
                slips.remove(order);
            }
        }

        void changeLimit(int newLimit) {
            accounts.openOrChange(node, money(newLimit), "USD", 30);
            limit = newLimit;
        }

        /** Four orders at the same instant: as many fit as would have fitted one after the other. */
        void race(int amount) {
            int fit = Math.min(4, Math.max(0, free()) / amount);
            List<String> orders = IntStream.range(0, 4)
                    .mapToObj(_ -> {
                        racers++;
                        return "R" + racers;
                    })
                    .toList();
            List<CompletableFuture<Taking>> running = orders.stream()
                    .map(order ->
                            CompletableFuture.supplyAsync(() -> accounts.take(node, entry(order, amount, 1), false)))
                    .toList();
            for (int i = 0; i < 4; i++) {
                if (running.get(i).join() instanceof Taking.Taken) {
                    put(orders.get(i), amount, 1);
                    fit--;
                }
            }
            assertThat(fit).isZero();
        }

        void check() {
            CreditAccount account = accounts.find(node).orElseThrow();
            assertThat(account.limit()).isEqualByComparingTo(money(limit));
            assertThat(account.available()).isEqualByComparingTo(money(free()));
            assertThat(account.unallocated()).isEqualByComparingTo(money(purse));
            assertThat(account.open().keySet()).isEqualTo(slips.keySet());
            slips.forEach((order, slip) -> {
                OpenEntry entry = account.open().get(order);
                assertThat(entry.amount()).isEqualByComparingTo(money(slip.amount));
                assertThat(entry.paid()).isEqualByComparingTo(money(slip.paid));
                assertThat(entry.credited()).isEqualByComparingTo(money(slip.credited));
                assertThat(entry.takenAt()).isEqualTo(slip.takenAt);
                assertThat(entry.invoicedOn() != null).isEqualTo(slip.invoiced);
            });
            assertThat(received + credited)
                    .isEqualTo(purse
                            + settledOnClosed
                            + slips.values().stream()
                                    .mapToInt(slip -> slip.paid + slip.credited)
                                    .sum());
        }

        @Override
        public String toString() {
            return "free " + free() + ", open " + slips.keySet();
        }
    }

    private interface Step {
        void on(World world, String order, int cents, long version);
    }

    private static Action.Independent<World> step(String what, Step step) {
        return () -> Combinators.combine(
                        Arbitraries.of("O1", "O2", "O3", "O4"),
                        cents(),
                        Arbitraries.longs().between(1, 4))
                .as((order, cents, version) -> Transformer.mutate(
                        what + " " + order + ", " + cents + ", version " + version,
                        world -> step.on(world, order, cents, version)));
    }

    private static Action.Independent<World> amount(String what, BiConsumer<World, Integer> step) {
        return () -> cents().map(cents -> Transformer.mutate(what + " " + cents, world -> step.accept(world, cents)));
    }

    private static Arbitrary<Integer> cents() {
        return Arbitraries.integers().between(1, 60).map(hundreds -> hundreds * 100);
    }

    private static OpenEntry entry(String order, int cents, long version) {
        return new OpenEntry(order, money(cents), BigDecimal.ZERO, BigDecimal.ZERO, since(order), version, null);
    }

    /** Not in the order of the names. */
    private static LocalDate since(String order) {
        return DAY.minusDays(Integer.parseInt(order.substring(1)) % 3);
    }

    private static BigDecimal money(int cents) {
        return BigDecimal.valueOf(cents, 2);
    }
}
