package org.qudao.e2e.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    /** Between the instances of forecast-service; it has no contract. */
    private static final String INTERNAL = "forecast.portion";

    @Test
    void publishedDescriptionIsMadeFromTheContractsAndTheConsumers() {
        List<AsyncApi.Topic> topics = AsyncApi.topics(PublishedDescription.repository());
        assertThat(topics)
                .extracting(AsyncApi.Topic::name)
                .contains("dealer.node", "order.order", "order.product", "inventory.reservation", "inventory.movement");
        PublishedDescription.check("asyncapi.json", AsyncApi.describe(topics, Reader.all()));
    }

    @Test
    void everyTypeHasOneMeaning() {
        List<String> types = AsyncApi.topics(PublishedDescription.repository()).stream()
                .flatMap(topic -> topic.types().stream())
                .toList();
        assertThat(types).allMatch(line -> line.matches("[A-Z][A-Za-z]+: .{10,}"));
        assertThat(types.stream().map(AsyncApi.Topic::typeName)).doesNotHaveDuplicates();
    }

    @Test
    void everyServiceReadsWhatAnotherPublishes() {
        assertThat(Reader.all())
                .extracting(Reader::service, Reader::topic)
                .contains(
                        tuple("dealer-service", "order.order"),
                        tuple("order-service", "inventory.reservation"),
                        tuple("inventory-service", "order.order"),
                        tuple("forecast-service", "inventory.sellout"));
    }

    @Test
    void consumersReadOnlyTypesThatAProducerHas() {
        Map<String, List<String>> published = AsyncApi.topics(PublishedDescription.repository()).stream()
                .collect(Collectors.toMap(AsyncApi.Topic::name, AsyncApi.Topic::typeNames));
        assertThat(Reader.all())
                .filteredOn(reader -> !reader.topic().equals(INTERNAL))
                .allSatisfy(reader -> assertThat(published.get(reader.topic()))
                        .as("what %s has", reader.topic())
                        .isNotNull()
                        .containsAll(reader.types()));
    }
}
