package org.qudao.platform.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EventHeadersTest {

    private static final Instant AT = Instant.parse("2026-11-23T03:55:00.5Z");

    private static Headers written() {
        Headers headers = new RecordHeaders();
        EventHeaders.write(headers, "E1", "OrderShipped", "/order-service", "O1", 7, AT, null);
        return headers;
    }

    @Test
    void writesTheAttributesThatCloudEventsAskForInAKafkaMessage() {
        Map<String, String> texts = new LinkedHashMap<>();
        written().forEach(header -> texts.put(header.key(), new String(header.value(), UTF_8)));

        assertThat(texts)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "E1",
                        "ce_type", "org.qudao.OrderShipped",
                        "ce_source", "/order-service",
                        "ce_subject", "O1",
                        "ce_time", "2026-11-23T03:55:00.500Z",
                        "ce_aggregateversion", "7",
                        "content-type", "application/json"));
    }

    @Test
    void readsWhatItWrote() {
        assertThat(EventHeaders.type(written())).isEqualTo("OrderShipped");
        assertThat(EventHeaders.version(written())).isEqualTo(7);
        assertThat(EventHeaders.time(written())).isEqualTo(AT);
    }

    @Test
    void namesTheHeaderThatCannotBeRead() {
        Headers headers = new RecordHeaders();
        EventHeaders.add(headers, "ce_aggregateversion", "seven");
        EventHeaders.add(headers, "ce_time", "yesterday");

        assertThatThrownBy(() -> EventHeaders.type(headers)).hasMessage("header ce_type is missing");
        assertThatThrownBy(() -> EventHeaders.version(headers)).hasMessageContaining("is not a number: seven");
        assertThatThrownBy(() -> EventHeaders.time(headers)).hasMessageContaining("is not a moment: yesterday");
    }
}
