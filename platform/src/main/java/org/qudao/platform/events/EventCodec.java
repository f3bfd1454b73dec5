package org.qudao.platform.events;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Event data as JSON. A reader declares only the fields that it uses; others are skipped, so a producer may add fields. Size and
 * nesting are bounded, and no type name in a message is ever followed.
 */
public final class EventCodec {

    private static final int MAX_NESTING = 64;
    private static final int MAX_STRING = 1_000_000;
    private static final int MAX_NUMBER = 100;

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxStringLength(MAX_STRING)
                            .maxNumberLength(MAX_NUMBER)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    public String encode(Object data) {
        return json.writeValueAsString(data);
    }

    /** @throws IllegalArgumentException when the bytes are not JSON of this form */
    public <T> T decode(byte[] data, Class<T> type) {
        try {
            T value = json.readValue(data, type);
            if (value == null) {
                throw new IllegalArgumentException("the data is null");
            }
            return value;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
