package org.qudao.dealer.adventureworks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The sample as the other services would hand it to this one: import files, and order events in the order of the days. */
final class AdventureWorks {
    private final Path directory;

    private AdventureWorks(Path directory) {
        this.directory = directory;
    }

    static AdventureWorks fromEnvironment() {
        String configured = System.getenv("QUDAO_ADVENTUREWORKS");
        // Tests run in the module's folder, the default is beside the checkout.
        return new AdventureWorks(Path.of(configured == null ? "../../shared/data/adventureworks" : configured));
    }

    boolean exists() {
        return Files.isDirectory(directory);
    }

    /** Regions with their web shops, and dealers. */
    String nodes() {
        StringBuilder csv = new StringBuilder("node_id,name,kind,channel,parent_id,status,tier\n");
        List<NamedCsvRecord> regions = read("regions.csv");
        for (NamedCsvRecord region : regions) {
            String parent = region.getField("parent_region_id");
            line(
                    csv,
                    region.getField("region_id"),
                    region.getField("name"),
                    "REGION",
                    "",
                    parent.isEmpty() ? "HQ" : parent);
        }
        for (NamedCsvRecord region : regions) {
            if (region.getField("level").equals("territory")) {
                String id = region.getField("region_id");
                line(csv, "WEB-" + id, region.getField("name") + " web shop", "OUTLET", "DIRECT", id);
            }
        }
        for (NamedCsvRecord dealer : read("dealers.csv")) {
            line(
                    csv,
                    dealer.getField("dealer_id"),
                    dealer.getField("name"),
                    "DEALER",
                    "DISTRIBUTION",
                    dealer.getField("territory_id"));
        }
        return csv.toString();
    }

    private static void line(StringBuilder csv, String id, String name, String kind, String channel, String parent) {
        csv.append("%s,\"%s\",%s,%s,%s,ACTIVE,%n".formatted(id, name.replace("\"", "\"\""), kind, channel, parent));
    }

    String salespeople() {
        return read("salespeople.csv").stream()
                .map(person -> String.join(
                        ",",
                        person.getField("salesperson_id"),
                        person.getField("name"),
                        person.getField("title"),
                        person.getField("manager_id")))
                .collect(Collectors.joining("\n", "salesperson_id,name,title,manager_id\n", "\n"));
    }

    String assignments() {
        return read("salesperson_territories.csv").stream()
                .map(row -> String.join(
                        ",",
                        row.getField("salesperson_id"),
                        row.getField("territory_id"),
                        row.getField("start_date"),
                        row.getField("end_date")))
                .collect(Collectors.joining("\n", "salesperson_id,region_id,from,to\n", "\n"));
    }

    String targets() {
        return read("targets.csv").stream()
                .map(row -> "SALESPERSON,%s,%s,%s,REVENUE,%s"
                        .formatted(
                                row.getField("salesperson_id"),
                                row.getField("period_start"),
                                row.getField("period_end"),
                                row.getField("target_amount")))
                .collect(
                        Collectors.joining("\n", "owner_kind,owner_id,period_start,period_end,measure,amount\n", "\n"));
    }

    /** Data of {@code OrderRecorded} by order number. */
    Map<String, String> orders() {
        Map<String, String> categories = new HashMap<>();
        for (NamedCsvRecord product : read("products.csv")) {
            categories.put(product.getField("sku"), product.getField("category"));
        }
        Map<String, StringBuilder> lines = new HashMap<>();
        for (NamedCsvRecord line : read("order_lines.csv")) {
            StringBuilder json = lines.computeIfAbsent(line.getField("order_number"), number -> new StringBuilder());
            json.append(json.isEmpty() ? "" : ",")
                    .append(
                            "{\"line\":%s,\"sku\":\"%s\",\"productLine\":\"%s\",\"quantity\":%s,\"shortShipped\":0,\"netAmount\":%s}"
                                    .formatted(
                                            line.getField("line_number"),
                                            line.getField("sku"),
                                            categories.getOrDefault(line.getField("sku"), ""),
                                            line.getField("quantity"),
                                            line.getField("net_amount")));
        }
        Map<String, String> orders = new LinkedHashMap<>();
        for (NamedCsvRecord order : read("orders.csv")) {
            String number = order.getField("order_number");
            boolean direct = order.getField("channel").equals("DIRECT");
            String person = order.getField("salesperson_id");
            orders.put(
                    number,
                    ("{\"id\":\"%s\",\"number\":\"%s\",\"nodeId\":\"%s\",\"channel\":\"%s\",\"salespersonId\":%s,"
                                    + "\"status\":\"DELIVERED\",\"history\":true,\"recognisedOn\":\"%s\",\"lines\":[%s]}")
                            .formatted(
                                    number,
                                    number,
                                    direct ? "WEB-" + order.getField("territory_id") : order.getField("dealer_id"),
                                    direct ? "DIRECT" : "DISTRIBUTION",
                                    person.isEmpty() ? "null" : "\"" + person + "\"",
                                    order.getField("order_date"),
                                    lines.getOrDefault(number, new StringBuilder())));
        }
        return orders;
    }

    private List<NamedCsvRecord> read(String file) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(directory.resolve(file))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
