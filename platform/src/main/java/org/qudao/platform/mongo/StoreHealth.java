package org.qudao.platform.mongo;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up while the store takes changes: one whose disk is full, or that has no primary, only answers. */
class StoreHealth extends AbstractHealthIndicator {

    private static final Document HELLO = new Document("hello", 1);

    private final MongoDatabase database;

    StoreHealth(MongoDatabase database) {
        super("The document store does not answer");
        this.database = database;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        if (database.runCommand(HELLO).getBoolean("isWritablePrimary", false)) {
            health.up();
        } else {
            health.down();
        }
    }
}
