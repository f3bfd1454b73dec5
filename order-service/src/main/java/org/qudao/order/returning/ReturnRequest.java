package org.qudao.order.returning;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderLine;
import org.qudao.platform.web.FieldError;
import org.qudao.platform.web.IdempotencyKey;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Refusal;

/** What a dealer wants to give back of one order. Prices are the order's; a product stands in one line only, as in the order. */
record ReturnRequest(
        @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String orderId,
        @NotBlank @Size(max = 500) String reason,
        @NotEmpty @Size(max = Order.MAX_LINES) List<@NotNull @Valid ReturnedLine> lines) {

    record ReturnedLine(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String sku,
            @Min(1) @Max(OrderLine.MAX_QUANTITY) int quantity) {}

    /** @throws Refusal 400 when a product stands in two lines */
    void check() {
        Set<String> seen = new HashSet<>();
        List<FieldError> repeated = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!seen.add(lines.get(i).sku())) {
                repeated.add(new FieldError(
                        "lines[" + i + "].sku", "stands in an earlier line already: put the quantities together"));
            }
        }
        if (!repeated.isEmpty()) {
            throw Refusal.badRequest(repeated);
        }
    }

    /** Two requests are the same when they ask for the same, whatever their JSON looks like. */
    String hash() {
        StringBuilder canonical = new StringBuilder(orderId).append('\n').append(reason);
        lines.forEach(
                line -> canonical.append('\n').append(line.sku()).append(' ').append(line.quantity()));
        return IdempotencyKey.hash(canonical.toString());
    }
}
