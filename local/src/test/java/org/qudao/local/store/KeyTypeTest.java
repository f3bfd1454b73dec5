package org.qudao.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.h2.mvstore.WriteBuffer;
import org.junit.jupiter.api.Test;

class KeyTypeTest {

    private static final Instant AT = Instant.parse("2026-11-23T02:10:00.123Z");

    private final KeyType type = new KeyType();

    private static ByteBuffer bytes(WriteBuffer out) {
        return out.getBuffer().flip();
    }

    @Test
    void writesAndReadsEveryKindOfValue() {
        KeyValue key = new KeyValue(Arrays.asList(
                null,
                "نمایندگی تهران",
                AT,
                Instant.EPOCH.minusMillis(1),
                12.5,
                Double.NEGATIVE_INFINITY,
                true,
                false,
                (1L << 60) + 1,
                new UUID(1, 2),
                List.of("a", 1.0),
                new Document("in", "a document")));
        WriteBuffer out = new WriteBuffer();
        type.write(out, key);
        assertThat(type.read(bytes(out))).isEqualTo(key);
    }

    @Test
    void readsTimesNumbersAndTruthsAsTheyWereWrittenBeforeTheyHadKindsOfTheirOwn() {
        for (Object value : List.of(AT, 12.5, true)) {
            byte[] bson = Values.encode(new Document("v", value));
            WriteBuffer out = new WriteBuffer();
            out.putVarInt(1).put((byte) 2).putVarInt(bson.length).put(bson);
            assertThat(type.read(bytes(out))).isEqualTo(new KeyValue(value));
        }
    }
}
