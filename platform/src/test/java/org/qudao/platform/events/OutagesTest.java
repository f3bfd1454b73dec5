package org.qudao.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.ServerAddress;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;

class OutagesTest {

    @Test
    void aStoreWhoseDiskIsFullIsAnOutage() {
        assertThat(Outages.isOutage(refusal(14031))).isTrue();
    }

    @Test
    void aRefusedCommandIsNone() {
        assertThat(Outages.isOutage(refusal(11000))).isFalse();
    }

    private static MongoCommandException refusal(int code) {
        return new MongoCommandException(
                new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(code)), new ServerAddress());
    }
}
