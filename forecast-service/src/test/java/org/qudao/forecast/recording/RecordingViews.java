package org.qudao.forecast.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.qudao.platform.events.EventCodec;
import org.qudao.platform.events.IncomingEvent;

/** Reads an example as this service reads the event. */
public final class RecordingViews {
    private static final EventCodec CODEC = new EventCodec();

    private RecordingViews() {}

    public static void assertUnderstood(String topic, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        switch (topic) {
            case "order.order" -> {
                OrderEvent order = CODEC.decode(bytes, OrderEvent.class);
                assertThat(order.lines())
                        .isNotEmpty()
                        .allMatch(line -> line.quantity() > 0 && line.netAmount() != null);
                assertThat(RecordDemand.demand(
                                        new IncomingEvent<>("e", "OrderRecorded", order.id(), 1, Instant.EPOCH, order))
                                .lines())
                        .allMatch(line -> line.ordered() >= line.backOrdered() + line.shortShipped());
            }
            case "order.product" ->
                assertThat(CODEC.decode(bytes, ProductEvent.class)).satisfies(product -> {
                    assertThat(product.sku()).isNotBlank();
                    assertThat(product.category()).isNotBlank();
                });
            case "dealer.node" -> {
                NodeEvent node = CODEC.decode(bytes, NodeEvent.class);
                assertThat(node.path()).endsWith(node.id());
            }
            case "inventory.movement" -> {
                StockEvent stock = CODEC.decode(bytes, StockEvent.class);
                assertThat(stock.balance()).isNotNull();
                assertThat(stock.on()).isNotNull();
                assertThat(stock.availableBefore()).isNotNegative();
                assertThat(stock.sourcing()).isNotNull();
            }
            case "inventory.receipt" -> {
                ReceiptEvent receipt = CODEC.decode(bytes, ReceiptEvent.class);
                assertThat(receipt.place()).isNotBlank();
                assertThat(receipt.status()).isNotNull();
                assertThat(receipt.lines()).isNotEmpty().allMatch(line -> line.quantity() > 0);
            }
            case "inventory.sellout" -> {
                SellOutEvent sellOut = CODEC.decode(bytes, SellOutEvent.class);
                assertThat(sellOut.nodeId()).isNotBlank();
                assertThat(sellOut.on()).isNotNull();
                assertThat(sellOut.lines()).isNotEmpty().allMatch(line -> line.quantity() > 0);
            }
            default -> throw new IllegalArgumentException(topic);
        }
    }
}
