package org.qudao.inventory.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.mockito.Mockito;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Balance;
import org.qudao.inventory.stock.BalanceKey;
import org.qudao.inventory.stock.Cause;
import org.qudao.inventory.stock.Ledger;
import org.qudao.inventory.stock.Ledger.OpeningOutcome;
import org.qudao.inventory.stock.Movement;
import org.qudao.inventory.stock.Place;
import org.qudao.inventory.stock.Places;
import org.qudao.inventory.stock.PostingOutcome;
import org.qudao.inventory.stock.StockState;
import org.qudao.inventory.verifying.LedgerCheck;
import org.qudao.platform.events.EventCodec;
import org.qudao.platform.outbox.RelayByHand;
import org.qudao.platform.test.Infrastructure;

/** The ledger on the store, beside a book-keeper who has paper and is alone: whatever happens, both have the same books. */
class LedgerLifeIT {

    private static final MongoClient STORE = MongoClients.create(Infrastructure.mongoUri("ledger_life"));
    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);
    private static final List<String> PLACES = List.of("W1", "W2");
    private static final List<String> SKUS = List.of("BIKE", "HELMET");

    @Property(tries = 40)
    void theBooksAreThoseOfABookKeeperWithPaper(@ForAll("lives") ActionChain<World> life) {
        life.withInvariant("the balances are right", World::checkBalances)
                .withInvariant("what was available and is no more is known", World::checkStockOuts)
                .withInvariant("every posting is booked once", World::checkPostings)
                .run();
    }

    /** Several have read the same plan and book it, while goods come in: one answer for all. */
    @Property(tries = 60)
    void whoeverBooksTheSameIsToldTheSame(@ForAll @IntRange(max = 2) int before) {
        World world = new World();
        if (before > 0) {
            world.ledger.move(movement("before", "BIKE", Account.PRODUCTION, Account.available("W1"), before));
        }
        Movement taking = movement("take", "BIKE", Account.available("W1"), Account.reserved("W1"), 3);
        Movement receipt = movement("receipt", "BIKE", Account.PRODUCTION, Account.available("W1"), 5);
        List<CompletableFuture<Boolean>> clerks = IntStream.range(0, 6)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> world.ledger.moveOrClose(taking).isBooked()))
                .toList();
        world.ledger.move(receipt);
        Set<Boolean> told = clerks.stream().map(CompletableFuture::join).collect(Collectors.toSet());
        assertThat(told).hasSize(1);
        assertThat(world.ledger.move(taking).isBooked())
                .as("whoever comes late")
                .isEqualTo(told.contains(true));
        assertThat(world.ledger.balance(new BalanceKey("W1", "BIKE")).reserved())
                .isEqualTo(told.contains(true) ? 3 : 0);
    }

    @Provide
    Arbitrary<ActionChain<World>> lives() {
        return ActionChain.startWith(World::new)
                .withAction(3, movement("receive", receipts(), World::move))
                .withAction(4, movement("move", anyMovements(), World::move))
                .withAction(3, movement("move or close", anyMovements(), World::moveOrClose))
                .withAction(2, movement("die after the debit of", anyMovements(), World::moveHalfway))
                .withAction(3, earlier("repeat", World::move))
                .withAction(2, earlier("repeat or close", World::moveOrClose))
                .withAction(2, earlier("take back", (world, movement) -> {
                    if (!movement.id().endsWith(":undo")) {
                        world.move(movement.reversed());
                    }
                }))
                .withAction(1, count())
                .withAction(1, openings())
                .withAction(3, together())
                .withAction(2, race())
                .withAction(2, relay("publish", RelayByHand::publish))
                .withAction(2, relay("die while publishing", RelayByHand::dieBeforePublishing))
                .withMaxTransformations(25);
    }

    /** What the book-keeper writes down. Goods at a place by state; a movement between places has two halves. */
    private static final class Paper {
        private final Map<Account, Map<String, Long>> goods = new HashMap<>();
        private final Set<String> postings = new HashSet<>();
        private final Set<String> closed = new HashSet<>();
        private final Set<BalanceKey> onceAvailable = new HashSet<>();

        long has(Account account, String sku) {
            return goods.getOrDefault(account, Map.of()).getOrDefault(sku, 0L);
        }

        private void change(Account account, String sku, long by) {
            if (account.hasBalance()) {
                goods.computeIfAbsent(account, unknown -> new HashMap<>()).merge(sku, by, Long::sum);
                if (account.state() == StockState.AVAILABLE && by > 0) {
                    onceAvailable.add(new BalanceKey(account.place(), sku));
                }
            }
        }

        List<String> stockOuts() {
            return onceAvailable.stream()
                    .filter(key -> has(Account.available(key.place()), key.sku()) == 0)
                    .map(BalanceKey::id)
                    .toList();
        }

        /** @return whether the goods left where they come from, now or before */
        boolean take(Movement m) {
            if (postings.contains(m.postings().getFirst().id())) {
                return true;
            }
            if (closed.contains(m.postings().getFirst().id())
                    || m.from().hasBalance() && has(m.from(), m.sku()) < m.quantity()) {
                return false;
            }
            change(m.from(), m.sku(), -m.quantity());
            postings.add(m.postings().getFirst().id());
            if (m.postings().size() == 1) {
                change(m.to(), m.sku(), m.quantity());
            }
            return true;
        }

        boolean move(Movement m) {
            if (!take(m)) {
                return false;
            }
            if (postings.add(m.postings().getLast().id())) {
                change(m.to(), m.sku(), m.quantity());
            }
            return true;
        }
    }

    /** The ledger, the paper, and what was asked of both so far. */
    static final class World {
        private final MongoDatabase database =
                STORE.getDatabase("life_" + UUID.randomUUID().toString().substring(0, 13));
        private final EventCodec codec = new EventCodec();
        private final RelayByHand relay = new RelayByHand(database, new LedgerAppend(database, codec));
        private final MongoLedger ledger = new MongoLedger(relay.factory(), database, anyPlace(), codec);
        private final Paper paper = new Paper();
        private final List<Movement> asked = new ArrayList<>();
        private final Map<String, Integer> opened = new TreeMap<>();

        private int ids;

        private String nextId() {
            ids++;
            return "m" + ids;
        }

        private List<Movement> named(List<Movement> movements) {
            return movements.stream()
                    .map(movement -> LedgerLifeIT.named(nextId(), movement))
                    .toList();
        }

        void move(Movement movement) {
            move(movement, ledger::move);
        }

        void moveOrClose(Movement movement) {
            if (!move(movement, ledger::moveOrClose)) {
                paper.closed.add(movement.postings().getFirst().id());
            }
        }

        private boolean move(Movement movement, Function<Movement, PostingOutcome> asking) {
            String first = movement.postings().getFirst().id();
            boolean before = paper.postings.contains(first);
            boolean closed = paper.closed.contains(first);
            boolean possible = paper.move(movement);
            assertThat(asking.apply(movement))
                    .isInstanceOf(
                            before
                                    ? PostingOutcome.AlreadyPosted.class
                                    : closed
                                            ? PostingOutcome.Closed.class
                                            : possible
                                                    ? PostingOutcome.Posted.class
                                                    : PostingOutcome.Insufficient.class);
            asked.add(movement);
            return possible;
        }

        void moveHalfway(Movement movement) {
            paper.take(movement);
            ledger.post(movement.postings().getFirst());
            asked.add(movement);
        }

        void count(BalanceKey key, int counted) {
            Account here = Account.available(key.place());
            long book = paper.has(here, key.sku());
            String id = nextId();
            PostingOutcome outcome = ledger.post(key, id, balance -> {
                int difference = (int) (counted - balance.available());
                return difference == 0
                        ? null
                        : movement(
                                        id,
                                        key.sku(),
                                        difference > 0 ? Account.DIFFERENCES : here,
                                        difference > 0 ? here : Account.DIFFERENCES,
                                        Math.abs(difference))
                                .postings()
                                .getFirst();
            });
            if (counted == book) {
                assertThat(outcome).isInstanceOf(PostingOutcome.NothingToPost.class);
            } else {
                assertThat(outcome).isInstanceOf(PostingOutcome.Posted.class);
                paper.change(here, key.sku(), counted - book);
                paper.postings.add(id);
            }
        }

        /** Openings are named by place and item, so that a second one is the same or differs. */
        void open(List<Movement> openings) {
            List<OpeningOutcome> expected = new ArrayList<>();
            for (Movement opening : openings) {
                Integer before = opened.putIfAbsent(opening.id(), opening.quantity());
                if (before == null) {
                    paper.move(opening);
                    expected.add(new OpeningOutcome.Opened());
                } else {
                    expected.add(
                            before == opening.quantity()
                                    ? new OpeningOutcome.Unchanged()
                                    : new OpeningOutcome.Differs(before));
                }
            }
            assertThat(ledger.open(openings)).isEqualTo(expected);
        }

        /** Many are booked as they were seen, unless somebody else moves first; then each is booked as ever. */
        void bookTogether(List<Movement> movements, List<Movement> byOthers) {
            Map<BalanceKey, Ledger.Seen> seen = ledger.see(PLACES, SKUS);
            byOthers.forEach(this::move);
            boolean together = ledger.bookTogether(movements, seen);
            List<Movement> impossible =
                    movements.stream().filter(movement -> !paper.move(movement)).toList();
            for (Movement movement : movements) {
                PostingOutcome outcome = ledger.move(movement);
                if (together) {
                    assertThat(outcome).isInstanceOf(PostingOutcome.AlreadyPosted.class);
                } else if (impossible.contains(movement)) {
                    assertThat(outcome).isInstanceOf(PostingOutcome.Insufficient.class);
                } else {
                    assertThat(outcome).isNotInstanceOf(PostingOutcome.Insufficient.class);
                }
            }
            asked.addAll(movements);
            if (byOthers.isEmpty() && impossible.isEmpty()) {
                assertThat(together).isTrue();
            }
        }

        /** Several take at the same instant: as many as there are goods for, and no more. */
        void race(String sku, int takers, int each) {
            Account stock = Account.available("W1");
            long has = paper.has(stock, sku);
            List<Movement> movements = IntStream.range(0, takers)
                    .mapToObj(_ -> movement(nextId(), sku, stock, Account.reserved("W1"), each))
                    .toList();
            List<CompletableFuture<PostingOutcome>> running = movements.stream()
                    .map(movement -> CompletableFuture.supplyAsync(() -> ledger.move(movement)))
                    .toList();
            for (int i = 0; i < takers; i++) {
                if (running.get(i).join() instanceof PostingOutcome.Posted) {
                    assertThat(paper.move(movements.get(i))).isTrue();
                }
            }
            assertThat(has - paper.has(stock, sku)).isEqualTo(Math.min(takers, has / each) * each);
        }

        void checkBalances() {
            for (String place : PLACES) {
                for (String sku : SKUS) {
                    Balance balance = ledger.balance(new BalanceKey(place, sku));
                    for (StockState state : List.of(StockState.AVAILABLE, StockState.RESERVED, StockState.IN_TRANSIT)) {
                        assertThat(balance.in(state)).isEqualTo(paper.has(new Account(place, state), sku));
                    }
                }
            }
        }

        void checkStockOuts() {
            assertThat(database.getCollection(MongoLedger.COLLECTION)
                            .find(Filters.eq(MongoLedger.STOCK_OUT, true))
                            .map(balance -> balance.getString("_id")))
                    .containsExactlyInAnyOrderElementsOf(paper.stockOuts());
        }

        void checkPostings() {
            LedgerCheck check = new LedgerCheck();
            new MongoBooks(ledger, database).show(check);
            assertThat(check.differences()).isEmpty();
            assertThat(check.notConserved()).isEmpty();
            assertThat(check.creditsWithoutDebit()).isEmpty();
            assertThat(check.postings()).isEqualTo(paper.postings.size());
            assertThat(check.unfinished())
                    .extracting(LedgerCheck.Unfinished::movementId)
                    .containsExactlyInAnyOrderElementsOf(asked.stream()
                            .filter(Movement::betweenPlaces)
                            .filter(m -> paper.postings.contains(
                                            m.postings().getFirst().id())
                                    && !paper.postings.contains(
                                            m.postings().getLast().id()))
                            .map(Movement::id)
                            .distinct()
                            .toList());
        }

        @Override
        public String toString() {
            return paper.goods.toString();
        }
    }

    private interface Told {
        void to(World world, Movement movement);
    }

    /** Ids are given when the movement is asked for, so that a shrunk life has its own. */
    private static Action.Independent<World> movement(String what, Arbitrary<Movement> drawn, Told told) {
        return () -> drawn.map(movement -> Transformer.mutate(
                what + " " + text(movement), world -> told.to(world, named(world.nextId(), movement))));
    }

    private static Action.Independent<World> earlier(String what, Told told) {
        return () -> Arbitraries.integers()
                .between(0, 20)
                .map(back -> Transformer.mutate(what + " what was asked " + back + " before the last", world -> {
                    if (!world.asked.isEmpty()) {
                        told.to(world, world.asked.get(Math.max(0, world.asked.size() - 1 - back)));
                    }
                }));
    }

    private static Action.Independent<World> count() {
        return () -> Combinators.combine(
                        Arbitraries.of(PLACES),
                        Arbitraries.of(SKUS),
                        Arbitraries.integers().between(0, 9))
                .as((place, sku, counted) -> Transformer.mutate(
                        "count " + counted + " " + sku + " in " + place,
                        world -> world.count(new BalanceKey(place, sku), counted)));
    }

    private static Action.Independent<World> openings() {
        Arbitrary<Movement> opening = Combinators.combine(
                        Arbitraries.of(PLACES),
                        Arbitraries.of(SKUS),
                        Arbitraries.integers().between(1, 3))
                .as((place, sku, quantity) -> movement(
                        "opening:" + place + ":" + sku, sku, Account.PRODUCTION, Account.available(place), quantity));
        return () -> opening.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(openings -> Transformer.mutate(
                        "open " + openings.stream().map(LedgerLifeIT::text).toList(), world -> world.open(openings)));
    }

    private static Action.Independent<World> together() {
        return () -> {
            Arbitrary<Movement> reservation = Combinators.combine(
                            Arbitraries.of(PLACES),
                            Arbitraries.of(SKUS),
                            Arbitraries.integers().between(1, 4))
                    .as((place, sku, quantity) ->
                            movement("", sku, Account.available(place), Account.reserved(place), quantity));
            return Combinators.combine(
                            reservation.list().ofMinSize(1).ofMaxSize(4),
                            receipts().list().ofMaxSize(1))
                    .as((movements, byOthers) -> Transformer.mutate(
                            "book together "
                                    + movements.stream().map(LedgerLifeIT::text).toList() + ", others "
                                    + byOthers.stream().map(LedgerLifeIT::text).toList(),
                            world -> world.bookTogether(world.named(movements), world.named(byOthers))));
        };
    }

    private static Action.Independent<World> race() {
        return () -> Combinators.combine(
                        Arbitraries.of(SKUS),
                        Arbitraries.integers().between(2, 4),
                        Arbitraries.integers().between(1, 3))
                .as((sku, takers, each) -> Transformer.mutate(
                        takers + " race for " + each + " " + sku + " each", world -> world.race(sku, takers, each)));
    }

    private interface Relaying {
        void of(RelayByHand relay, String collection, String topic, List<String> ids);
    }

    private static Action.Independent<World> relay(String what, Relaying relaying) {
        Arbitrary<List<String>> ids = Arbitraries.of(
                List.of("W1|BIKE"),
                List.of("W2|BIKE", "W2|HELMET"),
                List.of("W1|BIKE", "W1|HELMET", "W2|BIKE", "W2|HELMET"));
        return () -> ids.map(some -> Transformer.mutate(
                what + " " + some, world -> relaying.of(world.relay, MongoLedger.COLLECTION, MongoLedger.TOPIC, some)));
    }

    private static Arbitrary<Movement> receipts() {
        return Combinators.combine(
                        Arbitraries.of(PLACES),
                        Arbitraries.of(SKUS),
                        Arbitraries.integers().between(1, 9))
                .as((place, sku, quantity) ->
                        movement("", sku, Account.PRODUCTION, Account.available(place), quantity));
    }

    private static Arbitrary<Movement> anyMovements() {
        Arbitrary<Account> accounts = Arbitraries.of(
                Account.available("W1"),
                Account.reserved("W1"),
                Account.inTransit("W1"),
                Account.available("W2"),
                Account.reserved("W2"),
                Account.inTransit("W2"),
                Account.CUSTOMERS);
        return Combinators.combine(
                        accounts,
                        accounts,
                        Arbitraries.of(SKUS),
                        Arbitraries.integers().between(1, 6))
                .filter((from, to, sku, quantity) -> !from.equals(to))
                .as((from, to, sku, quantity) -> movement("", sku, from, to, quantity));
    }

    private static Movement movement(String id, String sku, Account from, Account to, int quantity) {
        return new Movement(id, sku, from, to, quantity, new Cause(Cause.Kind.TRANSFER, "test"), DAY);
    }

    private static Movement named(String id, Movement m) {
        return movement(id, m.sku(), m.from(), m.to(), m.quantity());
    }

    private static String text(Movement m) {
        return m.quantity() + " " + m.sku() + " " + m.from().place() + "/"
                + m.from().state() + " → " + m.to().place() + "/" + m.to().state();
    }

    private static Places anyPlace() {
        Places places = Mockito.mock(Places.class, Mockito.withSettings().stubOnly());
        Mockito.when(places.known(Mockito.anyString())).thenAnswer(call -> {
            String id = call.getArgument(0);
            return new Place(id, id, Place.Kind.WAREHOUSE, null, null, true, 1);
        });
        return places;
    }
}
