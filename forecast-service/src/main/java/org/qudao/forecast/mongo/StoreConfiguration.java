package org.qudao.forecast.mongo;

import org.qudao.platform.events.PublishedTopics;
import org.qudao.platform.mongo.IndexPlan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    PublishedTopics publishedTopics() {
        return PublishedTopics.of(MongoForecasts.TOPIC, MongoProposals.TOPIC, MongoPortions.TOPIC);
    }

    @Bean
    IndexPlan demandIndexes() {
        return IndexPlan.on(MongoDemand.COLLECTION)
                .index("counted_month", "counted", "month")
                .index("history_month", "history", "month")
                .index("node_month", "nodeId", "month")
                .index("sku_month", "lines.sku", "month")
                .index("waiting", "waiting");
    }

    @Bean
    IndexPlan productIndexes() {
        return IndexPlan.on(MongoProducts.COLLECTION).index("discontinued", "discontinued");
    }

    @Bean
    IndexPlan balanceIndexes() {
        return IndexPlan.on(MongoBalances.COLLECTION)
                .index("warehouse_place_sku", "warehouse", "place", "sku")
                .index("node", "nodeId");
    }

    @Bean
    IndexPlan stockTurnIndexes() {
        return IndexPlan.on(MongoStockTurns.COLLECTION).index("sku_place_version", "sku", "place", "version");
    }

    @Bean
    IndexPlan plannedReceiptIndexes() {
        return IndexPlan.on(MongoPlannedReceipts.COLLECTION).index("status_place", "status", "place");
    }

    @Bean
    IndexPlan sellOutIndexes() {
        return IndexPlan.on(MongoSellOuts.COLLECTION).index("month", "month").index("node_month", "nodeId", "month");
    }

    @Bean
    IndexPlan promotionIndexes() {
        return IndexPlan.on(MongoPromotions.COLLECTION).index("to", "to");
    }

    @Bean
    IndexPlan successionIndexes() {
        return IndexPlan.on(MongoSuccessions.COLLECTION).index("predecessor", "predecessor");
    }

    @Bean
    IndexPlan runIndexes() {
        return IndexPlan.on(MongoForecastRuns.RUNS)
                .index("by_start", "startedAt", "_id")
                .index("state", "state");
    }

    @Bean
    IndexPlan portionIndexes() {
        return IndexPlan.on(MongoPortions.COLLECTION).index("run", MongoPortions.RUN);
    }

    @Bean
    IndexPlan forecastIndexes() {
        return IndexPlan.on(MongoForecasts.COLLECTION)
                .index("current", "withdrawn", "_id")
                .index("current_channel", "withdrawn", "channel", "_id")
                .index("region", "regionId")
                .index("run", "runId")
                .index("overridden", "overridden")
                .index("sku", "sku");
    }

    @Bean
    IndexPlan keptForecastIndexes() {
        return IndexPlan.on(MongoKeptForecasts.COLLECTION).index("asOf", "asOf");
    }

    @Bean
    IndexPlan totalIndexes() {
        return IndexPlan.on(MongoForecastTotals.COLLECTION)
                .index("level", "level")
                .index("channel", "channel", "_id")
                .index("region", "regionId")
                .index("run", "runId")
                .index("sku", "sku");
    }

    @Bean
    IndexPlan proposalIndexes() {
        return IndexPlan.on(MongoProposals.COLLECTION)
                .index("place_sku", "place", "sku")
                .index("sku", "sku", "_id")
                .index("state", "state");
    }
}
