package org.qudao.local.sample;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * SteelWheels, an HSQLDB database inside a Maven artifact, read in place. What is decided here, because the source does not say it:
 *
 * <ul>
 *   <li>Dealers are the 122 customers that both customer tables know. The 22 among them without territory have no salesperson and no
 *       order: prospects, in a region of their own. Sales territories are regions, sales offices their areas.
 *   <li>Four orders belong to customers that only one of the tables knows, one line to an order that does not exist; they are sent
 *       and end in the reject file.
 *   <li>{@code orderdetails} has lost the cents of its prices, {@code orderfact} has the exact totals but caps the price: a line's
 *       amount is the exact total, its unit price that amount by the quantity.
 *   <li>Shipped, Resolved and Disputed orders are delivered (a dispute has no state of its own), In Process ones confirmed, On Hold
 *       ones held, Cancelled ones cancelled. What did not ship has a ship date of 2006 in the source, which is left out.
 *   <li>All stock is in one warehouse, counted on the day of the last order. Terms are 30 days.
 * </ul>
 */
final class SteelWheels implements Sample {

    private static final String URL = "jdbc:hsqldb:res:steelwheels;readonly=true";

    /** {@code Natu00fcrlich}: the source has lost the backslashes before its letters with accents. */
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("u(00[0-9a-f]{2})");

    private static final Map<String, String> REGION_NAMES = Map.of(
            "NA", "North America",
            "EMEA", "Europe, Middle East, Africa",
            "APAC", "Asia and Pacific",
            "JAPAN", "Japan",
            "OPEN", "Not yet assigned");

    private static final String REGIONS =
            """
            SELECT DISTINCT COALESCE(UPPER(territory), 'OPEN') AS region FROM "customer_w_ter" ORDER BY 1""";

    private static final String AREAS =
            """
            SELECT 'OFFICE-' || officecode, city, 'AREA', '', UPPER(territory), 'ACTIVE', ''
            FROM "offices" ORDER BY officecode""";

    private static final String DEALERS =
            """
            SELECT 'SW' || c.customernumber, c.customername, 'DEALER', 'DISTRIBUTION',
                   COALESCE('OFFICE-' || e.officecode, UPPER(w.territory), 'OPEN'),
                   CASE WHEN w.territory IS NULL THEN 'PROSPECT' ELSE 'ACTIVE' END, ''
            FROM "customers" c JOIN "customer_w_ter" w ON w.customernumber = c.customernumber
            LEFT JOIN "employees" e ON e.employeenumber = w.employeenumber
            ORDER BY c.customernumber""";

    private static final String SALESPEOPLE =
            """
            SELECT 'SW' || employeenumber, firstname || ' ' || lastname, jobtitle, 'SW' || reportsto
            FROM "employees" ORDER BY employeenumber""";

    private static final String SALESPERSON_TERRITORIES =
            """
            SELECT 'SW' || e.employeenumber, UPPER(o.territory), '2003-01-01', ''
            FROM "employees" e JOIN "offices" o ON o.officecode = e.officecode
            WHERE e.jobtitle = 'Sales Rep' ORDER BY e.employeenumber""";

    private static final String TERRITORIES =
            """
            SELECT 'SW' || c.customernumber, REPLACE(c.country, ' ', '-'), '*',
                   CASE WHEN n.dealers = 1 THEN 'EXCLUSIVE' ELSE 'SHARED' END, '2003-01-01', ''
            FROM "customers" c JOIN "customer_w_ter" w ON w.customernumber = c.customernumber
            JOIN (SELECT c2.country, COUNT(*) AS dealers FROM "customers" c2
                  JOIN "customer_w_ter" w2 ON w2.customernumber = c2.customernumber
                  WHERE w2.territory IS NOT NULL GROUP BY c2.country) n ON n.country = c.country
            WHERE w.territory IS NOT NULL ORDER BY c.customernumber""";

    private static final String PRODUCTS =
            """
            SELECT productcode, productname, productline, productscale, msrp, '', buyprice, 'USD', 'ACTIVE'
            FROM "products" ORDER BY productcode""";

    private static final String CREDIT_ACCOUNTS =
            """
            SELECT 'SW' || c.customernumber, c.creditlimit, 'USD', '30'
            FROM "customers" c JOIN "customer_w_ter" w ON w.customernumber = c.customernumber
            ORDER BY c.customernumber""";

    private static final String OPENING_STOCK =
            """
            SELECT 'SW-CENTRAL', productcode, quantityinstock, '2005-05-31' FROM "products"
            ORDER BY productcode""";

    private static final String ORDERS =
            """
            SELECT 'SW' || d.ordernumber, CASE WHEN o.ordernumber IS NULL THEN '' ELSE 'DISTRIBUTION' END,
                   'SW' || o.customernumber, '', 'SW' || c.salesrepemployeenumber,
                   SUBSTR(CAST(o.orderdate AS VARCHAR(30)), 1, 10), SUBSTR(CAST(o.requireddate AS VARCHAR(30)), 1, 10),
                   CASE WHEN YEAR(o.shippeddate) = 2006 THEN '' ELSE SUBSTR(CAST(o.shippeddate AS VARCHAR(30)), 1, 10) END,
                   CASE o.status WHEN 'Cancelled' THEN 'CANCELLED' WHEN 'On Hold' THEN 'HELD'
                                 WHEN 'In Process' THEN 'CONFIRMED' WHEN 'Shipped' THEN 'DELIVERED'
                                 WHEN 'Resolved' THEN 'DELIVERED' WHEN 'Disputed' THEN 'DELIVERED' ELSE o.status END,
                   'USD', d.orderlinenumber, d.productcode, d.quantityordered,
                   CAST(ROUND(COALESCE(f.totalprice, d.quantityordered * d.priceeach) / d.quantityordered, 4)
                        AS DECIMAL(18, 4)),
                   CAST(ROUND(COALESCE(f.totalprice, d.quantityordered * d.priceeach), 2) AS DECIMAL(18, 2))
            FROM "orderdetails" d
            LEFT JOIN "orders" o ON o.ordernumber = d.ordernumber
            LEFT JOIN "orderfact" f ON f.ordernumber = d.ordernumber AND f.productcode = d.productcode
            LEFT JOIN "customers" c ON c.customernumber = o.customernumber
            ORDER BY d.ordernumber, d.orderlinenumber""";

    private static final String PAYMENTS =
            """
            SELECT 'SW-' || checknumber, 'SW' || customernumber, SUBSTR(CAST(paymentdate AS VARCHAR(30)), 1, 10), amount, 'USD'
            FROM "payments" ORDER BY paymentdate, checknumber""";

    static {
        // HSQLDB would reset java.util.logging, which belongs to the application.
        System.setProperty("hsqldb.reconfig_logging", "false");
    }

    @Override
    public String name() {
        return "steelwheels";
    }

    /** North America and its largest buyer, Mini Gifts Distributors Ltd. */
    @Override
    public Personas personas() {
        return new Personas("NA", "SW124", null);
    }

    @Override
    public List<SampleTable> tables() {
        return List.of(
                new SampleTable(
                        "nodes",
                        List.of(),
                        List.of("node_id", "name", "kind", "channel", "parent_id", "status", "tier"),
                        this::nodes),
                table("salespeople", List.of(), SALESPEOPLE, "salesperson_id", "name", "title", "manager_id"),
                table(
                        "salesperson-territories",
                        List.of(),
                        SALESPERSON_TERRITORIES,
                        "salesperson_id",
                        "region_id",
                        "from",
                        "to"),
                table(
                        "territories",
                        List.of(),
                        TERRITORIES,
                        "node_id",
                        "area",
                        "product_line",
                        "exclusivity",
                        "from",
                        "to"),
                table(
                        "products",
                        List.of(),
                        PRODUCTS,
                        "sku",
                        "name",
                        "product_line",
                        "category",
                        "list_price",
                        "dealer_price",
                        "standard_cost",
                        "currency",
                        "status"),
                table(
                        "credit-accounts",
                        List.of("nodes"),
                        CREDIT_ACCOUNTS,
                        "node_id",
                        "credit_limit",
                        "currency",
                        "terms_days"),
                new SampleTable(
                        "places",
                        List.of("nodes", "products"),
                        List.of("place_id", "name", "kind", "node_id", "region_id", "sourcing", "priority"),
                        () -> Stream.of(List.of("SW-CENTRAL", "Central warehouse", "WAREHOUSE", "", "", "true", "1"))),
                table("opening-stock", List.of(), OPENING_STOCK, "place_id", "sku", "quantity", "as_of"),
                table(
                        "orders",
                        List.of("nodes"),
                        ORDERS,
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
                table(
                        "payments",
                        List.of("nodes"),
                        PAYMENTS,
                        "payment_id",
                        "node_id",
                        "received_on",
                        "amount",
                        "currency"));
    }

    /** Gives back the memory of the database. */
    @Override
    public void close() {
        try (Connection connection = DriverManager.getConnection(URL, "SA", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            throw new IllegalStateException("the SteelWheels database cannot be closed", e);
        }
    }

    private Stream<List<String>> nodes() {
        Stream<List<String>> regions = query(REGIONS)
                .map(List::getFirst)
                .map(region ->
                        List.of(region, REGION_NAMES.getOrDefault(region, region), "REGION", "", "HQ", "ACTIVE", ""));
        return Stream.of(regions, query(AREAS), query(DEALERS)).flatMap(part -> part);
    }

    private static SampleTable table(String kind, List<String> needs, String sql, String... header) {
        return new SampleTable(kind, needs, List.of(header), () -> query(sql));
    }

    /** The largest answer has 3,001 rows, so it is read at once. */
    private static Stream<List<String>> query(String sql) {
        try (Connection connection = DriverManager.getConnection(URL, "SA", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SET SCHEMA \"steelwheels\"");
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(sql)) {
                int width = found.getMetaData().getColumnCount();
                while (found.next()) {
                    List<String> row = new ArrayList<>(width);
                    for (int i = 1; i <= width; i++) {
                        row.add(cell(found.getString(i)));
                    }
                    rows.add(row);
                }
            }
            return rows.stream();
        } catch (SQLException e) {
            throw new IllegalStateException("the SteelWheels database cannot be read", e);
        }
    }

    private static String cell(@Nullable String value) {
        return value == null
                ? ""
                : BROKEN_ESCAPE
                        .matcher(value.strip())
                        .replaceAll(escape -> Character.toString(Integer.parseInt(escape.group(1), 16)));
    }
}
