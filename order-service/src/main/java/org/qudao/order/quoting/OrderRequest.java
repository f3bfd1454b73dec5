package org.qudao.order.quoting;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderLine;
import org.qudao.order.model.RequestedLine;
import org.qudao.platform.web.FieldError;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Refusal;

/**
 * What a buyer asks for. Price, status and credit are ours to say: such fields are unknown here and refused. A product may stand in
 * one line only, because two lines for one product are more often a mistake than a wish.
 *
 * @param nodeId who buys; the caller's own node when absent
 * @param requestedOn wanted delivery date, today or later
 */
public record OrderRequest(
        @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) @Nullable String nodeId,
        @Nullable LocalDate requestedOn,
        @NotEmpty @Size(max = Order.MAX_LINES) List<@NotNull @Valid Line> lines) {

    /** One product and how many of it. */
    @Schema(name = "OrderedLine")
    public record Line(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String sku,
            @Min(1) @Max(OrderLine.MAX_QUANTITY) int quantity) {}

    /** @throws Refusal 400 when a product stands in two lines */
    List<RequestedLine> requestedLines() {
        Set<String> seen = new HashSet<>();
        List<FieldError> repeated = new java.util.ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!seen.add(lines.get(i).sku())) {
                repeated.add(new FieldError(
                        "lines[" + i + "].sku", "stands in an earlier line already: put the quantities together"));
            }
        }
        if (!repeated.isEmpty()) {
            throw Refusal.badRequest(repeated);
        }
        return lines.stream()
                .map(line -> new RequestedLine(line.sku(), line.quantity()))
                .toList();
    }
}
