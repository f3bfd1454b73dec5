package org.qudao.dealer.network;

import java.util.Optional;

/**
 * The rule for names in any script: trimmed, 1 to 200 characters as a person counts them (code points), no control characters.
 * Format characters stay allowed, because Persian needs the zero-width non-joiner.
 */
public final class NodeName {
    public static final int LONGEST = 200;

    private NodeName() {}

    public static String trimmed(String raw) {
        return raw.strip();
    }

    /** What is wrong with the trimmed name, if anything. */
    public static Optional<String> fault(String raw) {
        String name = trimmed(raw);
        if (name.isEmpty()) {
            return Optional.of("must not be empty");
        }
        if (name.codePointCount(0, name.length()) > LONGEST) {
            return Optional.of("must have at most " + LONGEST + " characters");
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("must not contain control characters");
        }
        if (name.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            return Optional.of("must be valid Unicode");
        }
        return Optional.empty();
    }
}
