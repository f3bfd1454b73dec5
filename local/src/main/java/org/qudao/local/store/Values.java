package org.qudao.local.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.jspecify.annotations.Nullable;

/** BSON values as keys of the file's maps: one total order, one encoding. */
final class Values {

    private static final byte NULL = 0;
    private static final byte STRING = 1;
    private static final byte BSON = 2;
    private static final byte INSTANT = 3;
    private static final byte DOUBLE = 4;
    private static final byte FALSE = 5;
    private static final byte TRUE = 6;

    /** Lists and documents come last, ordered by their bytes: nobody asks for a range of them. */
    static final Comparator<@Nullable Object> ORDER = Values::compare;

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

    private static int compare(@Nullable Object a, @Nullable Object b) {
        if (a instanceof String left && b instanceof String right) {
            return left.compareTo(right);
        }
        if (isStructure(a) && isStructure(b)) {
            return Arrays.compare(bsonOf(a), bsonOf(b));
        }
        if (isStructure(a)) {
            return isLast(b) ? -1 : 1;
        }
        if (isStructure(b)) {
            return isLast(a) ? 1 : -1;
        }
        return ValueComparator.ascWithoutListHandling().compare(a, b);
    }

    private static boolean isStructure(@Nullable Object value) {
        return value instanceof Map || value instanceof Collection;
    }

    private static boolean isLast(@Nullable Object value) {
        return value instanceof de.bwaldvogel.mongo.bson.MaxKey;
    }

    static int memoryOf(@Nullable Object value) {
        return value instanceof String text ? 24 + text.length() : 64;
    }

    static void write(WriteBuffer out, @Nullable Object value) {
        switch (value) {
            case null -> out.put(NULL);
            case Missing _ -> out.put(NULL);
            case String text -> out.put(STRING).putVarInt(text.length()).putStringData(text, text.length());
            case Instant instant -> out.put(INSTANT).putLong(instant.toEpochMilli());
            case Double number -> out.put(DOUBLE).putLong(Double.doubleToRawLongBits(number));
            case Boolean truth -> out.put(truth ? TRUE : FALSE);
            default -> {
                byte[] bson = bsonOf(value);
                out.put(BSON).putVarInt(bson.length).put(bson);
            }
        }
    }

    static @Nullable Object read(ByteBuffer in) {
        byte kind = in.get();
        return switch (kind) {
            case NULL -> null;
            case STRING -> DataUtils.readString(in);
            case INSTANT -> Instant.ofEpochMilli(in.getLong());
            case DOUBLE -> Double.longBitsToDouble(in.getLong());
            case FALSE -> false;
            case TRUE -> true;
            case BSON -> {
                byte[] bson = new byte[DataUtils.readVarInt(in)];
                in.get(bson);
                yield decode(bson).get("v");
            }
            default -> throw new IllegalStateException("Unknown kind of key " + kind);
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
