package org.qudao.local.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Documents as BSON, and values as keys of indexes. */
final class Values {

    private Values() {}

    /** Numbers of all types become comparable with each other; absent is null. */
    static @Nullable Object normalized(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Missing _ -> null;
            case String text -> text;
            case Instant instant -> instant;
            default -> new KeyValue(value).normalized().get(0);
        };
    }

    static byte[] bsonOf(@Nullable Object value) {
        return encode(new Document("v", value));
    }

    static byte[] encode(Document document) {
        ByteBuf buffer = Unpooled.buffer(512);
        BsonEncoder.encodeDocument(document, buffer);
        return ByteBufUtil.getBytes(buffer);
    }

    /** Always a new document, which the caller may change. */
    static Document decode(byte[] bson) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }
}
