package org.qudao.order.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** Ids of orders and returns and numbers of orders are derived, not counted: no counter to queue for, and a repeat meets the unique index. */
public final class OrderIds {

    /** Ours; any constant will do as long as it never changes (RFC 9562, section 5.5). */
    private static final UUID NAMESPACE = UUID.fromString("3c1c1a3e-6f0e-5d0b-9b8f-2f6c8f0f7a11");

    /** Crockford's base 32: no I, L, O, U, so that a number survives a telephone call. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int SHORT = 6;
    private static final int LONG = 12;

    private OrderIds() {}

    /** UUIDv5 of who submits (the subject of the token) and idempotency key. */
    public static String submitted(String subject, String key) {
        return uuid5("order\u0000" + subject + "\u0000" + key).toString();
    }

    /** UUIDv5 of who requests (the subject of the token) and idempotency key, for a return. */
    public static String returned(String subject, String key) {
        return uuid5("return\u0000" + subject + "\u0000" + key).toString();
    }

    /** UUIDv5 of the number that a history order brings along. */
    public static String recorded(String number) {
        return uuid5("history\u0000" + number).toString();
    }

    /**
     * For people: day and a short code of the id, such as {@code Q-20260115-7K3M9X}.
     *
     * @param collided a longer code, for the one case in some ten thousand days that the short one is taken
     */
    public static String number(String id, LocalDate on, boolean collided) {
        UUID uuid = UUID.fromString(id);
        long bits = uuid.getLeastSignificantBits();
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < (collided ? LONG : SHORT); i++) {
            code.append(ALPHABET.charAt((int) (bits & 31)));
            bits >>>= 5;
        }
        return "Q-" + on.format(DateTimeFormatter.BASIC_ISO_DATE) + "-" + code;
    }

    private static UUID uuid5(String name) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x5000L;
        long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }
}
