package org.qudao.platform.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of the header {@code Idempotency-Key}: the same caller, key and request give the same answer, another request 409. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private IdempotencyKey() {}

    /**
     * @param what is made with a key, such as "order"
     * @throws Refusal 400 when there is no proper key
     */
    public static String check(@Nullable String key, String what) {
        if (key == null || !VALID.matcher(key).matches()) {
            throw Refusal.badRequest(
                    HEADER, "is required: 1 to 128 visible ASCII characters, a new one for every new " + what);
        }
        return key;
    }

    /** Tells the same request again from another one under the same key. */
    public static String hash(String canonicalRequest) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(canonicalRequest.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    public static Refusal reused(String key, String what) {
        return Refusal.conflict(
                "idempotency-key-reused",
                "The key '" + key + "' came before with another request. Use a new key for a new " + what + ".");
    }
}
