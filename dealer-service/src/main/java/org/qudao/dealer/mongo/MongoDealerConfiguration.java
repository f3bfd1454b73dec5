package org.qudao.dealer.mongo;

import com.mongodb.client.MongoDatabase;
import org.qudao.dealer.sales.SalesFigures;
import org.qudao.dealer.sales.SalesMemory;
import org.qudao.platform.mongo.IndexPlan;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The indexes behind the queries of this package, and the two memories of sales. */
@Configuration(proxyBeanMethods = false)
class MongoDealerConfiguration {
    static final String ORDERS = "sales_facts";
    static final String ORDER_MONTHS = "sales_months";
    static final String SELL_OUT = "sellout_facts";
    static final String SELL_OUT_MONTHS = "sellout_months";

    @Bean
    SalesMemory orderSales(MongoDatabase database, @Value("${qudao.dealer.remembered-sale-lines}") long mostLines) {
        return new SalesMemory(
                new MongoSaleStore(database.getCollection(ORDERS), database.getCollection(ORDER_MONTHS)),
                affordable(mostLines));
    }

    @Bean
    SalesMemory sellOutSales(MongoDatabase database, @Value("${qudao.dealer.remembered-sale-lines}") long mostLines) {
        return new SalesMemory(
                new MongoSaleStore(database.getCollection(SELL_OUT), database.getCollection(SELL_OUT_MONTHS)),
                affordable(mostLines));
    }

    /** Both memories together take no more than a fifth of the heap. */
    private static long affordable(long mostLines) {
        return Math.min(mostLines, Runtime.getRuntime().maxMemory() / 5 / 2 / SalesMemory.BYTES_PER_LINE);
    }

    @Bean
    SalesFigures salesFigures(SalesMemory orderSales, SalesMemory sellOutSales) {
        return new SalesFigures(orderSales, sellOutSales);
    }

    @Bean
    IndexPlan nodeIndexes() {
        return IndexPlan.on("nodes").index("parent", "parentId").index("kind_status", "kind", "status");
    }

    @Bean
    IndexPlan nodeHistoryIndexes() {
        return IndexPlan.on(MongoNodeHistory.COLLECTION).unique("node_version", "nodeId", "version");
    }

    @Bean
    IndexPlan territoryIndexes() {
        return IndexPlan.on(MongoTerritories.COLLECTION).index("granted_node", "grants.nodeId");
    }

    @Bean
    IndexPlan salespeopleIndexes() {
        return IndexPlan.on(MongoSalespeople.COLLECTION).index("assigned_region", "assignments.regionId");
    }

    @Bean
    IndexPlan targetIndexes() {
        return IndexPlan.on(MongoTargets.COLLECTION)
                .index("owner_period", "ownerKind", "ownerId", "periodStart")
                .index("period", "ownerKind", "periodStart", "periodEnd")
                .index("kind_id", "ownerKind", "_id");
    }

    @Bean
    IndexPlan targetPlanIndexes() {
        return IndexPlan.on(MongoTargetPlans.PLANS).index("newest", "createdAt", "_id");
    }

    @Bean
    IndexPlan orderSalesIndexes() {
        return IndexPlan.on(ORDERS).index("month", "month");
    }

    @Bean
    IndexPlan sellOutSalesIndexes() {
        return IndexPlan.on(SELL_OUT).index("month", "month");
    }
}
