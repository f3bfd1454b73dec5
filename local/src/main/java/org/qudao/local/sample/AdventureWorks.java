package org.qudao.local.sample;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * AdventureWorks as tidy CSV. What is decided here, because the source does not say it:
 *
 * <ul>
 *   <li>Groups, countries and territories are nested regions; a dealer stands under its territory; the direct customers of a
 *       territory buy at its web shop, an outlet of the direct channel ({@code WEB-T04}).
 *   <li>Every order is delivered history. Amounts are US dollars whatever currency the order was placed in; the README of the data
 *       says so.
 *   <li>Dealers have no credit limit in the source: a tenth of the annual sales that they state, 30 days.
 *   <li>A dealer may sell in its state or province, alone if no other dealer is there.
 *   <li>The locations are areas of one plant. Everything that is sold and in stock lies in Finished Goods Storage (7), Final
 *       Assembly (60) or Subassembly (50), so these serve orders, in this order; the others only show stock.
 *   <li>Products without category are parts ({@value #PARTS}); they have no price and are not for sale.
 * </ul>
 */
final class AdventureWorks implements Sample {

    static final String PARTS = "Parts";
    private static final String CURRENCY = "USD";
    private static final BigDecimal CREDIT_SHARE = new BigDecimal("0.1");
    private static final String CREDIT_DAYS = "30";
    private static final String FIRST_DAY = "2010-12-29";

    /** Location to priority. */
    private static final Map<String, String> SOURCING = Map.of("7", "1", "60", "2", "50", "3");

    private static final List<String> FILES = List.of(
            "dealers.csv",
            "direct_customers.csv",
            "inventory_monthly.csv",
            "locations.csv",
            "order_lines.csv",
            "orders.csv",
            "products.csv",
            "regions.csv",
            "salespeople.csv",
            "salesperson_territories.csv",
            "stock_by_location.csv",
            "targets.csv");

    private final Path directory;

    AdventureWorks(Path directory) {
        this.directory = directory;
        List<String> missing = FILES.stream()
                .filter(file -> !Files.isReadable(directory.resolve(file)))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("%s is not the AdventureWorks directory; it lacks %s"
                    .formatted(directory, String.join(", ", missing)));
        }
    }

    @Override
    public String name() {
        return "adventureworks";
    }

    /** The Southwest and its largest buyer, Totes & Baskets Company. */
    @Override
    public Personas personas() {
        return new Personas("T04", "AW00000328", webShop("T04"));
    }

    @Override
    public List<SampleTable> tables() {
        return List.of(
                new SampleTable(
                        "nodes",
                        List.of(),
                        List.of("node_id", "name", "kind", "channel", "parent_id", "status", "tier"),
                        this::nodes),
                new SampleTable(
                        "salespeople",
                        List.of(),
                        List.of("salesperson_id", "name", "title", "manager_id"),
                        () -> rows("salespeople.csv", "salesperson_id", "name", "title", "manager_id")),
                new SampleTable(
                        "salesperson-territories",
                        List.of(),
                        List.of("salesperson_id", "region_id", "from", "to"),
                        () -> rows(
                                "salesperson_territories.csv",
                                "salesperson_id",
                                "territory_id",
                                "start_date",
                                "end_date")),
                new SampleTable(
                        "territories",
                        List.of(),
                        List.of("node_id", "area", "product_line", "exclusivity", "from", "to"),
                        this::territories),
                new SampleTable(
                        "products",
                        List.of(),
                        List.of(
                                "sku",
                                "name",
                                "product_line",
                                "category",
                                "list_price",
                                "dealer_price",
                                "standard_cost",
                                "currency",
                                "status"),
                        this::products),
                new SampleTable(
                        "credit-accounts",
                        List.of("nodes"),
                        List.of("node_id", "credit_limit", "currency", "terms_days"),
                        this::creditAccounts),
                new SampleTable(
                        "customers",
                        List.of("nodes"),
                        List.of("customer_id", "node_id", "city", "country", "since"),
                        this::customers),
                new SampleTable(
                        "places",
                        List.of("nodes", "products"),
                        List.of("place_id", "name", "kind", "node_id", "region_id", "sourcing", "priority"),
                        this::places),
                new SampleTable(
                        "opening-stock",
                        List.of(),
                        List.of("place_id", "sku", "quantity", "as_of"),
                        this::openingStock),
                new SampleTable(
                        "orders",
                        List.of("nodes"),
                        List.of(
                                "order_number",
                                "channel",
                                "node_id",
                                "customer_id",
                                "salesperson_id",
                                "order_date",
                                "requested_date",
                                "ship_date",
                                "status",
                                "currency",
                                "line",
                                "sku",
                                "quantity",
                                "unit_price",
                                "net_amount"),
                        () -> orders(csv("orders.csv"), csv("order_lines.csv"))),
                new SampleTable(
                        "targets",
                        List.of(),
                        List.of("owner_kind", "owner_id", "period_start", "period_end", "measure", "amount"),
                        this::targets),
                new SampleTable(
                        "stock-history",
                        List.of("products"),
                        List.of("month_end", "sku", "units_in", "units_out", "units_on_hand", "unit_cost"),
                        () -> rows(
                                "inventory_monthly.csv",
                                "month_end",
                                "sku",
                                "units_in",
                                "units_out",
                                "units_on_hand",
                                "unit_cost")));
    }

    private Stream<List<String>> nodes() {
        Stream<List<String>> regions = csv("regions.csv")
                .map(region -> List.of(
                        region.getField("region_id"),
                        region.getField("name"),
                        "REGION",
                        "",
                        orElse(region.getField("parent_region_id"), "HQ"),
                        "ACTIVE",
                        ""));
        Stream<List<String>> webShops = csv("regions.csv")
                .filter(region -> region.getField("level").equals("territory"))
                .map(region -> List.of(
                        webShop(region.getField("region_id")),
                        "Web shop " + region.getField("name"),
                        "OUTLET",
                        "DIRECT",
                        region.getField("region_id"),
                        "ACTIVE",
                        ""));
        Stream<List<String>> dealers = csv("dealers.csv")
                .map(dealer -> List.of(
                        dealer.getField("dealer_id"),
                        dealer.getField("name"),
                        "DEALER",
                        "DISTRIBUTION",
                        dealer.getField("territory_id"),
                        "ACTIVE",
                        ""));
        return Stream.of(regions, webShops, dealers).flatMap(part -> part);
    }

    private Stream<List<String>> territories() {
        Set<String> once = new HashSet<>();
        Set<String> shared = new HashSet<>();
        try (Stream<NamedCsvRecord> dealers = csv("dealers.csv")) {
            dealers.map(AdventureWorks::area).filter(area -> !once.add(area)).forEach(shared::add);
        }
        return csv("dealers.csv")
                .map(dealer -> List.of(
                        dealer.getField("dealer_id"),
                        area(dealer),
                        "*",
                        shared.contains(area(dealer)) ? "SHARED" : "EXCLUSIVE",
                        FIRST_DAY,
                        ""));
    }

    private Stream<List<String>> products() {
        return csv("products.csv")
                .map(product -> List.of(
                        product.getField("sku"),
                        product.getField("name"),
                        orElse(product.getField("category"), PARTS),
                        orElse(product.getField("subcategory"), PARTS),
                        product.getField("list_price"),
                        product.getField("dealer_price"),
                        product.getField("standard_cost"),
                        CURRENCY,
                        "ACTIVE"));
    }

    private Stream<List<String>> creditAccounts() {
        return csv("dealers.csv")
                .map(dealer -> List.of(
                        dealer.getField("dealer_id"),
                        new BigDecimal(dealer.getField("annual_sales"))
                                .multiply(CREDIT_SHARE)
                                .toPlainString(),
                        CURRENCY,
                        CREDIT_DAYS));
    }

    private Stream<List<String>> customers() {
        return csv("direct_customers.csv")
                .map(customer -> List.of(
                        customer.getField("customer_id"),
                        webShop(customer.getField("territory_id")),
                        customer.getField("city"),
                        customer.getField("country_code"),
                        customer.getField("first_purchase_date")));
    }

    private Stream<List<String>> places() {
        return csv("locations.csv").map(location -> {
            String id = location.getField("location_id");
            return List.of(
                    place(id),
                    location.getField("name"),
                    "WAREHOUSE",
                    "",
                    "",
                    Boolean.toString(SOURCING.containsKey(id)),
                    SOURCING.getOrDefault(id, "9"));
        });
    }

    private Stream<List<String>> openingStock() {
        return csv("stock_by_location.csv")
                .map(stock -> List.of(
                        place(stock.getField("location_id")),
                        stock.getField("sku"),
                        stock.getField("quantity"),
                        stock.getField("as_of_date")));
    }

    private Stream<List<String>> targets() {
        return csv("targets.csv")
                .map(target -> List.of(
                        "SALESPERSON",
                        target.getField("salesperson_id"),
                        target.getField("period_start"),
                        target.getField("period_end"),
                        "REVENUE",
                        target.getField("target_amount")));
    }

    /** Both sorted by order number. */
    static Stream<List<String>> orders(Stream<NamedCsvRecord> orders, Stream<NamedCsvRecord> lines) {
        return MergeJoin.of("order_number", orders, lines).map(pair -> {
            NamedCsvRecord order = pair.left();
            NamedCsvRecord line = pair.right();
            boolean direct = field(order, "channel").equals("DIRECT");
            return List.of(
                    pair.key(),
                    order == null ? "" : direct ? "DIRECT" : "DISTRIBUTION",
                    direct ? webShop(field(order, "territory_id")) : field(order, "dealer_id"),
                    field(order, "customer_id"),
                    field(order, "salesperson_id"),
                    field(order, "order_date"),
                    field(order, "due_date"),
                    field(order, "ship_date"),
                    "DELIVERED",
                    CURRENCY,
                    field(line, "line_number"),
                    field(line, "sku"),
                    field(line, "quantity"),
                    field(line, "unit_price"),
                    field(line, "net_amount"));
        });
    }

    private Stream<List<String>> rows(String file, String... columns) {
        return csv(file).map(row -> Stream.of(columns).map(row::getField).toList());
    }

    private Stream<NamedCsvRecord> csv(String file) {
        try {
            CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(directory.resolve(file));
            return reader.stream().onClose(() -> close(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(CsvReader<?> reader) {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** State or province, without what an id may not hold: {@code FR-Seine-Paris}. */
    private static String area(NamedCsvRecord dealer) {
        String name = dealer.getField("country_code") + "-" + dealer.getField("state_province");
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("-$", "");
    }

    private static String webShop(String territory) {
        return "WEB-" + territory;
    }

    private static String place(String location) {
        return "LOC-" + location;
    }

    private static String field(@Nullable NamedCsvRecord row, String name) {
        return row == null ? "" : row.getField(name);
    }

    private static String orElse(String cell, String other) {
        return cell.isEmpty() ? other : cell;
    }
}
