package org.qudao.e2e.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    @Test
    void publishedDescriptionIsMadeFromTheContracts() {
        List<AsyncApi.Topic> topics = AsyncApi.topics(PublishedDescription.repository());
        assertThat(topics)
                .extracting(AsyncApi.Topic::name)
                .contains("dealer.node", "order.order", "order.product", "inventory.reservation", "inventory.movement");
        PublishedDescription.check("asyncapi.json", AsyncApi.describe(topics));
    }

    @Test
    void everyTypeHasOneMeaning() {
        List<String> types = AsyncApi.topics(PublishedDescription.repository()).stream()
                .flatMap(topic -> topic.types().stream())
                .toList();
        assertThat(types).allMatch(line -> line.matches("[A-Z][A-Za-z]+: .{10,}"));
        assertThat(types.stream().map(line -> line.split(":", 2)[0])).doesNotHaveDuplicates();
    }
}
