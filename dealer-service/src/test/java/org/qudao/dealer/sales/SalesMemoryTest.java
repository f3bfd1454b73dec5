package org.qudao.dealer.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qudao.dealer.network.Channel;

class SalesMemoryTest {
    private static final LocalDate MAY = LocalDate.of(2026, 5, 10);
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 10);
    private final Store store = new Store();
    private final SalesMemory memory = new SalesMemory(store, 1_000);

    @Test
    void readsAMonthOnceAndPatchesWhatItRecordsItself() {
        memory.record(List.of(sale("a", 1, MAY)));
        assertThat(ids()).containsExactly("a");
        memory.record(List.of(sale("b", 1, MAY)));
        assertThat(ids()).containsExactlyInAnyOrder("a", "b");
        assertThat(store.loads).isEqualTo(1);
    }

    @Test
    void followsASaleThatChangesMonthOrStopsCounting() {
        memory.record(List.of(sale("a", 1, MAY), sale("b", 1, MAY)));
        ids();
        memory.record(List.of(sale("a", 2, JUNE)));
        assertThat(seen(MAY, MAY)).containsExactly("b");
        assertThat(seen(JUNE, JUNE)).containsExactly("a");
        memory.record(List.of(sale("b", 2, null)));
        assertThat(seen(MAY, MAY)).isEmpty();
    }

    @Test
    void duplicatesAndLateVersionsChangeNothing() {
        memory.record(List.of(sale("a", 2, JUNE)));
        ids();
        memory.record(List.of(sale("a", 1, MAY), sale("a", 2, JUNE)));
        assertThat(seen(MAY, MAY)).isEmpty();
        assertThat(seen(JUNE, JUNE)).containsExactly("a");
    }

    @Test
    void readsAgainWhenSomebodyElseWrote() {
        memory.record(List.of(sale("a", 1, MAY)));
        ids();
        store.record(List.of(sale("other", 1, MAY)));
        assertThat(ids()).containsExactlyInAnyOrder("a", "other");
        store.record(List.of(sale("other2", 1, MAY)));
        memory.record(List.of(sale("b", 1, MAY)));
        assertThat(ids()).containsExactlyInAnyOrder("a", "other", "other2", "b");
    }

    @Test
    void readsAgainAfterADispute() {
        memory.record(List.of(sale("a", 1, MAY)));
        ids();
        store.disputed = true;
        memory.record(List.of(sale("b", 1, MAY)));
        assertThat(ids()).containsExactlyInAnyOrder("a", "b");
        assertThat(store.loads).isEqualTo(2);
    }

    @Test
    void keepsNoMoreLinesThanAllowed() {
        SalesMemory small = new SalesMemory(store, 1);
        store.record(List.of(sale("a", 1, MAY), sale("b", 1, JUNE)));
        for (int round = 0; round < 2; round++) {
            small.forEach(MAY, MAY, null, sale -> assertThat(sale.id()).isEqualTo("a"));
            small.forEach(JUNE, JUNE, null, sale -> assertThat(sale.id()).isEqualTo("b"));
        }
        assertThat(store.loads).isEqualTo(4);
    }

    @Test
    void answersWithAllMonthsWhenAnotherQuestionForgetsOneMeanwhile() {
        SalesMemory small = new SalesMemory(store, 2);
        LocalDate july = JUNE.plusMonths(1);
        store.record(List.of(sale("a", 1, MAY), sale("b", 1, JUNE), sale("c", 1, july)));
        small.forEach(MAY, MAY, null, sale -> {});
        small.forEach(july, july, null, sale -> {});
        store.whileLoading = () -> {
            store.record(List.of(sale("d", 1, july)));
            small.forEach(july, july, null, sale -> {}); // May is forgotten for it
        };

        List<String> seen = new ArrayList<>();
        small.forEach(MAY, JUNE, null, sale -> seen.add(sale.id()));

        assertThat(seen).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void showsOnlyWhatTheNodesOfTheQuestionSold() {
        store.record(List.of(soldBy("D1", "a", 1, MAY), soldBy("D2", "b", 1, MAY)));
        assertThat(seenOf("D1")).containsExactly("a");

        memory.record(List.of(soldBy("D1", "c", 1, MAY), soldBy("D3", "d", 1, MAY)));
        memory.record(List.of(soldBy("D2", "b", 2, JUNE)));
        memory.record(List.of(soldBy("D1", "a", 1, MAY)));

        assertThat(seenOf("D1")).containsExactlyInAnyOrder("a", "c");
        assertThat(seenOf("D2")).containsExactly("b");
        assertThat(seenOf("D1", "D3")).containsExactlyInAnyOrder("a", "c", "d");
        assertThat(seenOf()).isEmpty();
        assertThat(ids()).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(store.loads).as("May and June, whoever was asked about").isEqualTo(2);
    }

    private List<String> seenOf(String... nodes) {
        List<String> seen = new ArrayList<>();
        memory.forEach(MAY, JUNE, Set.of(nodes), sale -> seen.add(sale.id()));
        return seen;
    }

    private List<String> ids() {
        return seen(MAY.minusYears(1), MAY.plusYears(1));
    }

    private List<String> seen(LocalDate from, LocalDate to) {
        List<String> seen = new ArrayList<>();
        memory.forEach(from, to, null, sale -> seen.add(sale.id()));
        return seen;
    }

    private static Sale sale(String id, long version, @Nullable LocalDate on) {
        return soldBy("D", id, version, on);
    }

    private static Sale soldBy(String node, String id, long version, @Nullable LocalDate on) {
        return new Sale(
                id,
                version,
                node,
                Channel.DISTRIBUTION,
                null,
                on,
                List.of(new SaleLine("S", "Road", 1, BigDecimal.ONE)));
    }

    private static final class Store implements SaleStore {
        private final Map<String, Sale> sales = new HashMap<>();
        private final Map<String, Set<YearMonth>> ever = new HashMap<>();
        private final Map<YearMonth, Long> counters = new TreeMap<>();
        private int loads;
        private boolean disputed;
        private Runnable whileLoading = () -> {};

        @Override
        public Recorded record(List<Sale> batch) {
            Set<YearMonth> touched = new HashSet<>();
            List<Sale> current = new ArrayList<>();
            for (Sale sale : batch) {
                Sale before = sales.get(sale.id());
                Set<YearMonth> months = ever.computeIfAbsent(sale.id(), id -> new HashSet<>());
                if (before == null || before.version() < sale.version()) {
                    sales.put(sale.id(), sale);
                    if (sale.countsOn() != null) {
                        months.add(YearMonth.from(sale.countsOn()));
                    }
                }
                if (before == null || before.version() <= sale.version()) {
                    current.add(sale);
                }
                touched.addAll(months);
            }
            Map<YearMonth, Long> now = new HashMap<>();
            touched.forEach(month -> now.put(month, counters.merge(month, 1L, Long::sum)));
            return new Recorded(now, current, !disputed && current.size() == batch.size());
        }

        @Override
        public Map<YearMonth, Long> counters(YearMonth first, YearMonth last) {
            Map<YearMonth, Long> between = new TreeMap<>(counters);
            between.keySet().removeIf(month -> month.isBefore(first) || month.isAfter(last));
            return between;
        }

        @Override
        public List<Sale> load(Collection<YearMonth> months) {
            Runnable meanwhile = whileLoading;
            whileLoading = () -> {};
            meanwhile.run();
            loads++;
            return sales.values().stream()
                    .filter(sale -> sale.countsOn() != null && months.contains(YearMonth.from(sale.countsOn())))
                    .toList();
        }
    }
}
