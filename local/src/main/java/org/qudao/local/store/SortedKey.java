package org.qudao.local.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key of an index entry as bytes that sort, compared without a sign, as its values do field by field. An index is mostly keys: as
 * bytes each is one object, and comparing two needs no other.
 *
 * <p>A value is one byte for its type, in the order of the types, and bytes in the order of the values, none of which begins
 * another. So all keys that begin with some values begin with their bytes, and lie together.
 */
final class SortedKey {

    private static final int MIN = 0x01;
    private static final int NULL = 0x10;
    private static final int NUMBER = 0x20;
    private static final int TEXT = 0x30;
    private static final int BINARY = 0x40;
    private static final int OBJECT_ID = 0x48;
    private static final int TRUTH = 0x50;
    private static final int INSTANT = 0x60;
    private static final int TIMESTAMP = 0x70;
    private static final int REGULAR_EXPRESSION = 0x80;
    /** Arrays and documents, ordered by their bytes: nobody asks for a range of them. */
    private static final int STRUCTURE = 0x90;

    private static final int MAX = 0xF0;
    private static final int BEHIND_ALL = 0xFE;

    /** Ends a text or binary value. */
    private static final int END = 0x00;
    /** Follows a zero that does not end the value; nothing else begins with it. */
    private static final int ZERO_WITHIN = 0xFF;

    private static final int USUAL_BYTES = 96;

    private SortedKey() {}

    /** @param values as {@link Values#normalized} makes them */
    static byte[] of(Iterable<? extends @Nullable Object> values) {
        return ByteBufUtil.getBytes(write(values));
    }

    /** Comes after every key that begins with the values, and before every other that is greater. */
    static byte[] behind(Iterable<? extends @Nullable Object> values) {
        return ByteBufUtil.getBytes(write(values).writeByte(BEHIND_ALL));
    }

    private static ByteBuf write(Iterable<? extends @Nullable Object> values) {
        ByteBuf out = Unpooled.buffer(USUAL_BYTES);
        for (Object value : values) {
            write(value, out);
        }
        return out;
    }

    private static void write(@Nullable Object value, ByteBuf out) {
        switch (value) {
            case null -> out.writeByte(NULL);
            case Missing _ -> out.writeByte(NULL);
            case String text -> {
                out.writeByte(TEXT);
                writeEnded(text.getBytes(StandardCharsets.UTF_8), out);
            }
            case Number number -> writeNumber(number, out);
            case Instant instant -> writeSigned(instant.toEpochMilli(), out.writeByte(INSTANT));
            case Boolean truth -> out.writeByte(TRUTH).writeBoolean(truth);
            case BsonTimestamp timestamp -> writeSigned(timestamp.getValue(), out.writeByte(TIMESTAMP));
            case MinKey _ -> out.writeByte(MIN);
            case MaxKey _ -> out.writeByte(MAX);
            default -> {
                out.writeByte(typeOf(value));
                writeEnded(Values.bsonOf(value), out);
            }
        }
    }

    private static int typeOf(Object value) {
        return switch (value) {
            case ObjectId _ -> OBJECT_ID;
            case BsonRegularExpression _ -> REGULAR_EXPRESSION;
            case Map<?, ?> _ -> STRUCTURE;
            case Collection<?> _ -> STRUCTURE;
            default -> BINARY;
        };
    }

    /** As the nearest floating-point number, and by how much a long number differs from it: at most 512. */
    private static void writeNumber(Number number, ByteBuf out) {
        double nearest = number.doubleValue();
        long bits = Double.doubleToLongBits(nearest);
        // Negative numbers sort the other way round.
        writeSigned(bits < 0 ? bits ^ Long.MAX_VALUE : bits, out.writeByte(NUMBER));
        long difference = number instanceof Long whole ? whole - (long) nearest : 0;
        out.writeShort((int) difference - Short.MIN_VALUE);
    }

    private static void writeSigned(long number, ByteBuf out) {
        out.writeLong(number ^ Long.MIN_VALUE);
    }

    private static void writeEnded(byte[] bytes, ByteBuf out) {
        for (byte next : bytes) {
            out.writeByte(next);
            if (next == END) {
                out.writeByte(ZERO_WITHIN);
            }
        }
        out.writeByte(END);
    }
}
