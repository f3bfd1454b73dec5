package org.qudao.dealer.attaining;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.sales.Products;
import org.qudao.dealer.sales.Sale;
import org.qudao.dealer.sales.SaleLine;
import org.qudao.dealer.sales.SalesFigures;
import org.springframework.stereotype.Component;

/** Sums what was sold by whatever key the question counts under; exact, rounded by nobody here. */
@Component
class Actuals {
    private final SalesFigures figures;
    private final Products products;

    Actuals(SalesFigures figures, Products products) {
        this.figures = figures;
        this.products = products;
    }

    /**
     * @param nodeIds whose sales; null means everybody
     * @param key null leaves the sale out
     */
    Map<String, BigDecimal> by(Question question, @Nullable Set<String> nodeIds, Function<Sale, @Nullable String> key) {
        Map<String, BigDecimal> sums = new HashMap<>();
        if (!question.hasBegun()) {
            return sums;
        }
        UnaryOperator<SaleLine> classified = classification(question);
        figures.forEach(question.basis(), question.period().from(), question.lastDay(), nodeIds, sale -> {
            String owner = key.apply(sale);
            if (owner != null) {
                sums.merge(owner, question.measured(sale, classified), BigDecimal::add);
            }
        });
        return sums;
    }

    /** Sell-out reports do not name the product line; it is looked up. */
    private UnaryOperator<SaleLine> classification(Question question) {
        if (question.productLine() == null) {
            return line -> line;
        }
        Map<String, Products.Product> catalogue = products.all();
        return line -> {
            Products.Product product = line.productLine().isEmpty() ? catalogue.get(line.sku()) : null;
            return product == null
                    ? line
                    : new SaleLine(line.sku(), product.productLine(), line.quantity(), line.netAmount());
        };
    }
}
