package org.qudao.inventory.reserving;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.qudao.inventory.reservation.Goal;
import org.qudao.inventory.reservation.OrderNews;
import org.qudao.inventory.reservation.Reservation;
import org.qudao.inventory.reservation.ReservationStatus;
import org.qudao.inventory.reservation.Reservations;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Ledger;
import org.qudao.inventory.stock.Movement;
import org.qudao.inventory.stock.Place;
import org.qudao.inventory.stock.Places;
import org.qudao.platform.events.EventCodec;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.RelayByHand;
import org.qudao.platform.test.Infrastructure;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Many orders on the store whose news come together, alone, again and too late, beside a list of what was received and sent. Goods are
 * where they belong, and nobody waits for goods that are there.
 */
class ReservingLifeIT {

    private static final MongoClient STORE = MongoClients.create(Infrastructure.mongoUri("reserving_life"));
    private static final MongoDatabase DATABASE = STORE.getDatabase("reserving_life");
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);
    private static final List<String> WAREHOUSES = List.of("W1", "W2");
    private static final AnnotationConfigApplicationContext PARTS = parts();

    @Property(tries = 40)
    void goodsAreWhereTheOrdersSay(@ForAll("lives") ActionChain<World> life) {
        life.withInvariant("goods are where they belong", World::checkGoods)
                .withInvariant("orders have what their news say", World::checkOrders)
                .run();
    }

    @Provide
    Arbitrary<ActionChain<World>> lives() {
        return ActionChain.startWith(World::new)
                .withAction(4, receive())
                .withAction(5, order())
                .withAction(2, which("cancel", World::cancel))
                .withAction(1, which("cancel before it is known", (world, _) -> world.cancelUnknown()))
                .withAction(2, which("ship", World::ship))
                .withAction(2, which("deliver", World::deliver))
                .withAction(3, which("tell again", World::tellAgain))
                .withMaxTransformations(18);
    }

    /** What was told of an order, the newest last. */
    private static final class Told {
        private final int[] quantities;
        private final List<OrderNews> news = new ArrayList<>();
        private int[] shipped = {0, 0};

        Told(int... quantities) {
            this.quantities = quantities;
        }

        Goal goal() {
            return news.getLast().goal();
        }
    }

    static final class World {
        private final FollowOrder follow = PARTS.getBean(FollowOrder.class);
        private final ServeWaitingOrders serveWaiting = PARTS.getBean(ServeWaitingOrders.class);
        private final Reservations reservations = PARTS.getBean(Reservations.class);
        private final Ledger ledger = PARTS.getBean(Ledger.class);
        private final String name = UUID.randomUUID().toString().substring(0, 13);
        private final List<String> skus = List.of("BIKE-" + name, "HELMET-" + name);
        private final String dealer = "D-" + name;
        private final Map<String, Integer> received = new HashMap<>();
        private final Map<String, Told> told = new HashMap<>();
        private final List<String> names = new ArrayList<>();
        private int receipts;

        void receive(String place, int sku, int quantity) {
            receipts++;
            ledger.move(new Movement(
                    "receipt:" + name + receipts,
                    skus.get(sku),
                    Account.PRODUCTION,
                    Account.available(place),
                    quantity,
                    new Cause(Cause.Kind.RECEIPT, name),
                    DAY));
            received.merge(skus.get(sku), quantity, Integer::sum);
            serve();
        }

        /** One line for each item; news of different orders that the broker delivers together. */
        void order(List<int[]> orders) {
            List<OrderNews> together = new ArrayList<>();
            for (int[] quantities : orders) {
                String id = nextName();
                told.put(id, new Told(quantities));
                together.add(tell(id, 2, Goal.KEEP));
            }
            follow.follow(together);
            serve();
        }

        private String nextName() {
            names.add("O" + names.size() + "-" + name);
            return names.getLast();
        }

        private OrderNews tell(String id, long version, Goal goal) {
            Told order = told.get(id);
            OrderNews news = new OrderNews(
                    id,
                    version,
                    dealer,
                    false,
                    goal,
                    NOW.plusSeconds(names.indexOf(id)),
                    DAY,
                    List.of(
                            new OrderNews.Line(1, skus.get(0), order.quantities[0], order.shipped[0]),
                            new OrderNews.Line(2, skus.get(1), order.quantities[1], order.shipped[1])));
            order.news.add(news);
            return news;
        }

        void cancel(String id) {
            if (told.get(id).goal() == Goal.KEEP) {
                follow.follow(List.of(tell(id, 3, Goal.GIVE_BACK)));
                serve();
            }
        }

        /** The cancellation overtakes the approval. */
        void cancelUnknown() {
            String id = nextName();
            told.put(id, new Told(2, 2));
            OrderNews approval = tell(id, 2, Goal.KEEP);
            follow.follow(List.of(tell(id, 3, Goal.GIVE_BACK)));
            follow.follow(List.of(approval));
            serve();
        }

        /** What is kept leaves, less one of the first line: a short shipment. */
        void ship(String id) {
            Told order = told.get(id);
            if (order.goal() == Goal.KEEP) {
                Reservation kept = reservation(id);
                order.shipped = new int[] {Math.max(0, kept.reservedOf(1) - 1), kept.reservedOf(2)};
                follow.follow(List.of(tell(id, 4, Goal.SHIP)));
                serve();
            }
        }

        void deliver(String id) {
            if (told.get(id).goal() == Goal.SHIP) {
                follow.follow(List.of(tell(id, 5, Goal.DELIVER)));
                serve();
            }
        }

        /** Everything once more, from the beginning. */
        void tellAgain(String id) {
            told.get(id).news.forEach(news -> follow.follow(List.of(news)));
            follow.follow(List.copyOf(told.get(id).news));
            serve();
        }

        private void serve() {
            skus.forEach(serveWaiting::serve);
        }

        private Reservation reservation(String id) {
            return reservations.find(id).orElseThrow().reservation();
        }

        void checkGoods() {
            for (int line = 1; line <= 2; line++) {
                String sku = skus.get(line - 1);
                int number = line;
                int shipped = told.values().stream()
                        .mapToInt(order -> order.shipped[number - 1])
                        .sum();
                int delivered = told.values().stream()
                        .filter(order -> order.goal() == Goal.DELIVER)
                        .mapToInt(order -> order.shipped[number - 1])
                        .sum();
                int kept = names.stream()
                        .filter(id -> told.get(id).goal() == Goal.KEEP)
                        .mapToInt(id -> reservation(id).reservedOf(number))
                        .sum();
                Balance inWarehouses = sum(WAREHOUSES, sku);
                assertThat(inWarehouses)
                        .isEqualTo(new Balance(received.getOrDefault(sku, 0) - kept - shipped, kept, 0));
                assertThat(sum(List.of(dealer), sku)).isEqualTo(new Balance(delivered, 0, shipped - delivered));
                boolean somebodyWaits = names.stream()
                        .anyMatch(id -> reservation(id).waitingSkus().contains(sku));
                assertThat(somebodyWaits && inWarehouses.available() > 0)
                        .as("somebody waits for goods that are there")
                        .isFalse();
            }
        }

        void checkOrders() {
            for (String id : names) {
                Reservations.Kept kept = reservations.find(id).orElseThrow();
                Told order = told.get(id);
                Set<ReservationStatus> right =
                        switch (order.goal()) {
                            case KEEP ->
                                Set.of(ReservationStatus.FULL, ReservationStatus.PARTIAL, ReservationStatus.WAITING);
                            case GIVE_BACK -> Set.of(ReservationStatus.RELEASED);
                            case SHIP -> Set.of(ReservationStatus.SHIPPED);
                            case DELIVER -> Set.of(ReservationStatus.DELIVERED);
                        };
                assertThat(right).contains(kept.reservation().status());
                assertThat(kept.announced()).isTrue();
                for (int line = 1; line <= 2; line++) {
                    assertThat(kept.reservation().shippedOf(line)).isEqualTo(order.shipped[line - 1]);
                    assertThat(kept.reservation().reservedOf(line)).isLessThanOrEqualTo(order.quantities[line - 1]);
                }
            }
        }

        private Balance sum(List<String> places, String sku) {
            return ledger.balances(places, List.of(sku)).values().stream().reduce(Balance.ZERO, Balance::plus);
        }

        @Override
        public String toString() {
            return told.entrySet().stream()
                    .map(one -> one.getKey() + " " + one.getValue().goal() + " "
                            + reservation(one.getKey()).status())
                    .collect(Collectors.joining(", "));
        }
    }

    private static Action.Independent<World> receive() {
        return () -> Combinators.combine(
                        Arbitraries.of(WAREHOUSES),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(1, 8))
                .as((place, sku, quantity) -> Transformer.mutate(
                        "receive " + quantity + " of item " + sku + " in " + place,
                        world -> world.receive(place, sku, quantity)));
    }

    private static Action.Independent<World> order() {
        Arbitrary<int[]> quantities = Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 6))
                .as((first, second) -> new int[] {first, second});
        return () -> quantities
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(orders -> Transformer.mutate(
                        "order "
                                + orders.stream()
                                        .map(one -> one[0] + "+" + one[1])
                                        .toList(),
                        world -> world.order(orders)));
    }

    private static Action.Independent<World> which(String what, BiConsumer<World, String> step) {
        return () -> Arbitraries.integers()
                .between(0, 9)
                .map(number -> Transformer.mutate(what + " number " + number, world -> {
                    if (!world.names.isEmpty()) {
                        step.accept(world, world.names.get(number % world.names.size()));
                    }
                }));
    }

    private static AnnotationConfigApplicationContext parts() {
        AnnotationConfigApplicationContext parts = new AnnotationConfigApplicationContext();
        parts.registerBean(MongoDatabase.class, () -> DATABASE);
        parts.registerBean(AggregatesFactory.class, () -> new RelayByHand(DATABASE).factory());
        parts.registerBean(EventCodec.class);
        parts.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        parts.registerBean(Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC));
        parts.register(
                ReservationMetrics.class,
                AdvanceReservation.class,
                ReserveTogether.class,
                FollowOrder.class,
                ServeWaitingOrders.class);
        parts.scan("org.qudao.inventory.mongo");
        parts.refresh();
        for (int i = 0; i < WAREHOUSES.size(); i++) {
            String id = WAREHOUSES.get(i);
            parts.getBean(Places.class).put(new Place(id, id, Place.Kind.WAREHOUSE, null, null, true, i));
        }
        return parts;
    }
}
