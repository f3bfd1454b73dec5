package org.qudao.forecast.recording;

import java.util.List;
import org.qudao.platform.events.EventSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Subscriptions {
    static final String GROUP = "forecast-service";
    private static final List<String> NODE_TYPES =
            List.of("NodeCreated", "NodeChanged", "NodeMoved", "NodeStatusChanged");
    private static final List<String> ORDER_TYPES = List.of(
            "OrderRecorded",
            "OrderHeld",
            "OrderApproved",
            "OrderSourced",
            "OrderShipped",
            "OrderDelivered",
            "OrderInvoiced",
            "OrderPaid",
            "OrderCancelled",
            "OrderRefused");
    private static final List<String> RECEIPT_TYPES = List.of("ReceiptPlanned", "ReceiptReceived", "ReceiptCancelled");

    @Bean
    EventSubscription orderEvents(RecordDemand demand) {
        return EventSubscription.to("order.order", GROUP)
                .unhurried()
                .anyOfBatch(ORDER_TYPES, OrderEvent.class, demand::recordAll);
    }

    @Bean
    EventSubscription nodeEvents(RecordNetwork network) {
        return EventSubscription.to("dealer.node", GROUP)
                .unhurried()
                .anyOfBatch(NODE_TYPES, NodeEvent.class, network::recordAll);
    }

    @Bean
    EventSubscription productEvents(RecordProducts products) {
        return EventSubscription.to("order.product", GROUP)
                .unhurried()
                .batch("ProductChanged", ProductEvent.class, products::recordAll);
    }

    @Bean
    EventSubscription stockEvents(RecordStock stock) {
        return EventSubscription.to("inventory.movement", GROUP)
                .unhurried()
                .batch("StockPosted", StockEvent.class, stock::recordAll);
    }

    @Bean
    EventSubscription receiptEvents(RecordReceipts receipts) {
        return EventSubscription.to("inventory.receipt", GROUP)
                .unhurried()
                .anyOfBatch(RECEIPT_TYPES, ReceiptEvent.class, receipts::recordAll);
    }

    @Bean
    EventSubscription sellOutEvents(RecordSellOut sellOut) {
        return EventSubscription.to("inventory.sellout", GROUP)
                .unhurried()
                .batch("SellOutReported", SellOutEvent.class, sellOut::recordAll);
    }
}
