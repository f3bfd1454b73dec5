package org.qudao.platform.imports;

import java.util.List;

/**
 * One column of an import: its name, whether it must be filled, and its type.
 *
 * <pre>{@code
 * Column.required("node_id").id().describedAs("the dealer")
 * Column.optional("credit_limit").decimal().notNegative()
 * Column.required("kind").oneOf("REGION", "DEALER")
 * }</pre>
 */
public final class Column {

    private final String name;
    private final boolean required;
    private final Type type;
    private final Sign sign;
    private final String description;

    private Column(String name, boolean required, Type type, Sign sign, String description) {
        this.name = name;
        this.required = required;
        this.type = type;
        this.sign = sign;
        this.description = description;
    }

    /** A column that must be in the header and filled in every row. */
    public static Named required(String name) {
        return new Named(name, true);
    }

    /** A column that may be empty or missing. */
    public static Named optional(String name) {
        return new Named(name, false);
    }

    /** Numbers only: zero or more. */
    public Column notNegative() {
        return new Column(name, required, type, Sign.NOT_NEGATIVE, description);
    }

    /** Numbers only: more than zero. */
    public Column positive() {
        return new Column(name, required, type, Sign.POSITIVE, description);
    }

    /** For the template, in half a sentence. */
    public Column describedAs(String text) {
        return new Column(name, required, type, sign, text);
    }

    public String name() {
        return name;
    }

    boolean isRequired() {
        return required;
    }

    Type type() {
        return type;
    }

    Sign sign() {
        return sign;
    }

    String description() {
        return description;
    }

    /** A column that still needs its type. */
    public record Named(String name, boolean required) {

        /** Any text of at most so many characters; surrounding white space is removed. */
        public Column text(int maxLength) {
            return typed(new Type.Text(maxLength));
        }

        /** An identifier: 1 to 64 of letters, digits, dot, underscore, hyphen. */
        public Column id() {
            return typed(new Type.Id());
        }

        /** A decimal number with a dot, at most 18 digits before it and 10 after it, no exponent. */
        public Column decimal() {
            return typed(new Type.Decimal());
        }

        /** A whole number of at most 18 digits. */
        public Column integer() {
            return typed(new Type.Whole());
        }

        /** A date like 2013-06-30. */
        public Column date() {
            return typed(new Type.Date());
        }

        /** {@code true} or {@code false}. */
        public Column flag() {
            return typed(new Type.Flag());
        }

        /** One of these words, written exactly so. */
        public Column oneOf(String... words) {
            return typed(new Type.OneOf(List.of(words)));
        }

        /** One of the constants' names. */
        public <E extends Enum<E>> Column oneOf(Class<E> constants) {
            return typed(new Type.OneOf(List.of(constants.getEnumConstants()).stream()
                    .map(Enum::name)
                    .toList()));
        }

        private Column typed(Type type) {
            return new Column(name, required, type, Sign.ANY, "");
        }
    }

    /** Which numbers are right. */
    enum Sign {
        /** Every number. */
        ANY,
        /** Zero or more. */
        NOT_NEGATIVE,
        /** More than zero. */
        POSITIVE
    }

    /** What a filled cell must look like. */
    sealed interface Type {
        record Text(int maxLength) implements Type {}

        record Id() implements Type {}

        record Decimal() implements Type {}

        record Whole() implements Type {}

        record Date() implements Type {}

        record Flag() implements Type {}

        record OneOf(List<String> words) implements Type {}
    }
}
