package org.qudao.e2e.acceptance;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The same questions answered from the files alone, by plain sums that share no code with the product. */
final class SourceFigures {

    /** One line of an order with its order beside it. */
    record Line(NamedCsvRecord order, NamedCsvRecord line) {

        boolean isDealer() {
            return order.getField("channel").equals("DEALER");
        }

        String channel() {
            return isDealer() ? "DISTRIBUTION" : "DIRECT";
        }

        String region() {
            return order.getField("territory_id");
        }

        String month() {
            return order.getField("order_date").substring(0, 7);
        }

        String sku() {
            return line.getField("sku");
        }

        BigDecimal net() {
            return new BigDecimal(line.getField("net_amount"));
        }

        long quantity() {
            return Long.parseLong(line.getField("quantity"));
        }
    }

    private final Path directory;
    private final List<Line> lines;

    SourceFigures(Path directory) {
        this.directory = directory;
        Map<String, NamedCsvRecord> orders = new HashMap<>();
        rows("orders.csv").forEach(order -> orders.put(order.getField("order_number"), order));
        lines = rows("order_lines.csv").stream()
                .map(line -> new Line(orders.get(line.getField("order_number")), line))
                .toList();
    }

    List<NamedCsvRecord> rows(String file) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(directory.resolve(file));
                Stream<NamedCsvRecord> rows = reader.stream()) {
            return rows.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Line> lines() {
        return lines;
    }

    /** In cents, rounded once. */
    Map<String, BigDecimal> revenueBy(Function<Line, String> key) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(key.apply(line), line.net(), BigDecimal::add));
        sums.replaceAll((name, sum) -> sum.setScale(2, RoundingMode.HALF_EVEN));
        return sums;
    }

    Map<String, Long> quantityBy(Function<Line, String> key) {
        Map<String, Long> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(key.apply(line), line.quantity(), Long::sum));
        return sums;
    }
}
