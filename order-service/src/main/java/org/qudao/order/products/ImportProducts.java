package org.qudao.order.products;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Money;
import org.qudao.order.model.Product;
import org.qudao.order.model.Products;
import org.qudao.platform.imports.Column;
import org.qudao.platform.imports.Outcome;
import org.qudao.platform.imports.Row;
import org.qudao.platform.imports.RowImport;
import org.qudao.platform.imports.Unit;
import org.springframework.stereotype.Component;

@Component
class ImportProducts implements RowImport<Product> {

    private final Products products;
    private final Currency currency;

    ImportProducts(Products products, Currency currency) {
        this.products = products;
        this.currency = currency;
    }

    @Override
    public String kind() {
        return "products";
    }

    @Override
    public String description() {
        return "Products and their prices. A known sku replaces what was stored. Without list price a product is not for sale.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("sku").id(),
                Column.required("name").text(200),
                Column.optional("product_line").text(64),
                Column.optional("category").text(64),
                Column.optional("list_price").decimal().notNegative(),
                Column.optional("dealer_price")
                        .decimal()
                        .notNegative()
                        .describedAs("what dealers pay; else the list price"),
                Column.optional("standard_cost").decimal().notNegative(),
                Column.optional("currency").text(3),
                Column.optional("status").oneOf(Product.Status.class).describedAs("ACTIVE if empty"));
    }

    @Override
    public Product read(List<Row> unit) {
        Row row = unit.getFirst();
        String code = currency.getCurrencyCode();
        if (!code.equals(Objects.requireNonNullElse(row.textOrNull("currency"), code))) {
            row.reject("currency", "other-currency", "must be " + code + ", the currency of the books");
        }
        return new Product(
                row.text("sku"),
                row.text("name"),
                Objects.requireNonNullElse(row.textOrNull("product_line"), Product.UNASSIGNED),
                Objects.requireNonNullElse(row.textOrNull("category"), Product.UNASSIGNED),
                price(row, "list_price"),
                price(row, "dealer_price"),
                price(row, "standard_cost"),
                code,
                Objects.requireNonNullElse(row.constantOrNull("status", Product.Status.class), Product.Status.ACTIVE));
    }

    @Override
    public List<Outcome> store(List<Unit<Product>> batch) {
        return products.putAll(batch.stream().map(Unit::value).toList()).stream()
                .<Outcome>map(effect -> Outcome.Stored.valueOf(effect.name()))
                .toList();
    }

    private static @Nullable BigDecimal price(Row row, String column) {
        BigDecimal amount = row.decimalOrNull(column);
        if (amount != null && !Money.plausible(amount)) {
            row.reject(column, "implausible-amount", Money.RULE);
        }
        return amount;
    }
}
