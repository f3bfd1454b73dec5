package org.qudao.forecast.forecasting;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.qudao.forecast.model.StockTurn;
import org.qudao.forecast.model.StockTurns;

/**
 * The whole days on which no warehouse that serves orders had a product: sourcing looks at every one of them, so an order can be filled as
 * long as one has it. A day on which stock ran out or came back is not such a day, and what is away for half a year is no longer
 * offered.
 */
final class StockOutDays {
    private static final int LONGEST = 183;

    /** Per product first and last day of each stock-out. */
    private final Map<String, NavigableMap<LocalDate, LocalDate>> spans;

    private StockOutDays(Map<String, NavigableMap<LocalDate, LocalDate>> spans) {
        this.spans = spans;
    }

    /** Nothing is known of any stock. */
    static StockOutDays none() {
        return new StockOutDays(Map.of());
    }

    /**
     * @param until last day that counts
     * @param discontinued products that have no stock because nobody makes them any more
     */
    static StockOutDays of(StockTurns turns, LocalDate until, Set<String> discontinued) {
        Map<String, Stock> stocks = new HashMap<>();
        turns.readAll(turn -> {
            if (!turn.on().isAfter(until) && !discontinued.contains(turn.sku())) {
                stocks.computeIfAbsent(turn.sku(), sku -> new Stock()).turned(turn);
            }
        });
        Map<String, NavigableMap<LocalDate, LocalDate>> spans = new HashMap<>();
        stocks.forEach((sku, stock) -> {
            NavigableMap<LocalDate, LocalDate> gaps = stock.gaps(until);
            if (!gaps.isEmpty()) {
                spans.put(sku, gaps);
            }
        });
        return new StockOutDays(spans);
    }

    boolean isOut(String sku, LocalDate day) {
        NavigableMap<LocalDate, LocalDate> ofSku = spans.get(sku);
        Map.Entry<LocalDate, LocalDate> span = ofSku == null ? null : ofSku.floorEntry(day);
        return span != null && !day.isAfter(span.getValue());
    }

    int days(String sku, YearMonth month) {
        NavigableMap<LocalDate, LocalDate> ofSku = spans.get(sku);
        if (ofSku == null) {
            return 0;
        }
        long days = 0;
        for (Map.Entry<LocalDate, LocalDate> span :
                ofSku.headMap(month.atEndOfMonth(), true).entrySet()) {
            LocalDate from = later(span.getKey(), month.atDay(1));
            LocalDate to = span.getValue().isBefore(month.atEndOfMonth()) ? span.getValue() : month.atEndOfMonth();
            days += Math.max(0, ChronoUnit.DAYS.between(from, to) + 1);
        }
        return (int) days;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private record Span(LocalDate from, LocalDate to) {}

    /** When any warehouse had the product, from the turns of one warehouse after the other. */
    private static final class Stock {
        private final List<Span> had = new ArrayList<>();
        private final Map<String, LocalDate> since = new HashMap<>();

        void turned(StockTurn turn) {
            if (!turn.empty()) {
                since.putIfAbsent(turn.place(), turn.on());
                return;
            }
            LocalDate from = since.remove(turn.place());
            if (from == null && !turn.sourcing()) {
                return;
            }
            // Of a warehouse that was never seen with the product it is only known that it had some on this day.
            had.add(new Span(from == null ? turn.on() : from, turn.on()));
        }

        NavigableMap<LocalDate, LocalDate> gaps(LocalDate until) {
            since.values().forEach(from -> had.add(new Span(from, until)));
            had.sort(Comparator.comparing(Span::from));
            NavigableMap<LocalDate, LocalDate> gaps = new TreeMap<>();
            LocalDate last = had.isEmpty() ? until : had.getFirst().from();
            for (Span span : had) {
                addGap(gaps, last, span.from().minusDays(1));
                last = later(last, span.to());
            }
            addGap(gaps, last, until);
            return gaps;
        }

        private static void addGap(NavigableMap<LocalDate, LocalDate> gaps, LocalDate hadOn, LocalDate to) {
            long days = ChronoUnit.DAYS.between(hadOn, to);
            if (days > 0 && days <= LONGEST) {
                gaps.put(hadOn.plusDays(1), to);
            }
        }
    }
}
