package org.qudao.order.mongo;

import org.qudao.platform.mongo.IndexPlan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The indexes behind every query of this service. */
@Configuration(proxyBeanMethods = false)
class OrderIndexes {

    @Bean
    IndexPlan ordersPlan() {
        return IndexPlan.on(MongoOrders.COLLECTION)
                .unique("number_unique", "number")
                .index("by_day", "orderedOn", "_id")
                .index("by_node_and_day", "nodeId", "orderedOn", "_id")
                .index("by_status_and_day", "status", "orderedOn", "_id");
    }

    @Bean
    IndexPlan returnsPlan() {
        return IndexPlan.on(MongoReturns.COLLECTION)
                .index("by_day", "requestedOn", "_id")
                .index("by_node_and_day", "nodeId", "requestedOn", "_id")
                .index("by_status_and_day", "status", "requestedOn", "_id")
                .index("by_order", "orderId");
    }

    @Bean
    IndexPlan customersPlan() {
        return IndexPlan.on(MongoCustomers.COLLECTION).index("by_node", "nodeId", "_id");
    }

    @Bean
    IndexPlan paymentsPlan() {
        return IndexPlan.on(MongoPayments.COLLECTION)
                .unique("cursor_unique", "cursor")
                .index("by_node", "nodeId", "cursor")
                .index("by_state", "state");
    }
}
