package org.qudao.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class StoreHealthTest {

    private final MongoDatabase database = mock(MongoDatabase.class);
    private final StoreHealth health = new StoreHealth(database);

    @Test
    void isUpWhileTheStoreTakesChanges() {
        when(database.runCommand(any(Bson.class))).thenReturn(new Document("isWritablePrimary", true));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isDownWhileTheStoreTakesNone() {
        when(database.runCommand(any(Bson.class))).thenReturn(new Document("isWritablePrimary", false));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void isDownWhileTheStoreDoesNotAnswer() {
        when(database.runCommand(any(Bson.class))).thenThrow(new MongoTimeoutException("away"));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    }
}
