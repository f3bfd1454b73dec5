package org.qudao.dealer.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.sales.Freshness;
import org.qudao.platform.mongo.Bsons;
import org.springframework.stereotype.Component;

/** One small document per topic. */
@Component
class MongoFreshness implements Freshness {
    static final String COLLECTION = "freshness";
    private final MongoCollection<Document> topics;

    MongoFreshness(MongoDatabase database) {
        this.topics = database.getCollection(COLLECTION);
    }

    @Override
    public void noteApplied(String topic, Instant newestEvent, Instant appliedAt) {
        topics.updateOne(
                Filters.eq("_id", topic),
                Updates.combine(
                        Updates.set("newestEvent", Bsons.instant(newestEvent)),
                        Updates.set("appliedAt", Bsons.instant(appliedAt))),
                new UpdateOptions().upsert(true));
    }

    @Override
    public Reading read() {
        @Nullable Document newest = null;
        for (Document topic : topics.find()) {
            if (newest == null || topic.getDate("newestEvent").after(newest.getDate("newestEvent"))) {
                newest = topic;
            }
        }
        if (newest == null) {
            return new Reading(null, 0);
        }
        Instant happened = Bsons.instant(newest, "newestEvent");
        long lagMs =
                Duration.between(happened, Bsons.instant(newest, "appliedAt")).toMillis();
        return new Reading(happened, Math.max(0, lagMs) / 1000.0);
    }
}
