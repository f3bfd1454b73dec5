package org.qudao.platform.web;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** The rule for identifiers that users choose: 1 to 64 letters, digits, dots, dashes, underscores. */
public final class Ids {

    public static final String RULE = "must be 1 to 64 characters of A-Z a-z 0-9 . _ -";
    public static final String PATTERN = "[A-Za-z0-9._-]{1,64}";
    private static final Pattern VALID = Pattern.compile(PATTERN);

    private Ids() {}

    public static boolean valid(String id) {
        return VALID.matcher(id).matches();
    }

    /** @throws IllegalArgumentException when the id breaks the rule */
    public static String check(String id) {
        if (!valid(id)) {
            throw new IllegalArgumentException("id " + RULE);
        }
        return id;
    }

    /** Name-based UUID: the same parts always give the same id, so that a repeat is refused by the unique index. */
    public static String derived(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
