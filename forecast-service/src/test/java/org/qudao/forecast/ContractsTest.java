package org.qudao.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qudao.forecast.model.ForecastPublished;
import org.qudao.forecast.model.ProposalAccepted;
import org.qudao.forecast.recording.RecordingViews;
import org.qudao.platform.events.EventCodec;

class ContractsTest {
    private final EventCodec codec = new EventCodec();

    @ParameterizedTest
    @ValueSource(strings = {"forecast.forecast", "forecast.proposal"})
    void everyTypeHasAnExampleThatFitsTheSchema(String topic) throws IOException {
        List<String> types = Files.readAllLines(Contracts.OWN.resolve(topic).resolve("types.txt"));

        assertThat(types).isNotEmpty();
        for (String line : types) {
            String type = line.substring(0, line.indexOf(':'));
            Contracts.assertValid(
                    topic, Contracts.text(Contracts.OWN.resolve(topic).resolve(type + ".example.json")));
        }
    }

    @Test
    void theRecordsThatArePublishedAreThoseOfTheContract() {
        String forecast = Contracts.text(Contracts.OWN.resolve("forecast.forecast/ForecastPublished.example.json"));
        String proposal = Contracts.text(Contracts.OWN.resolve("forecast.proposal/ProposalAccepted.example.json"));

        Contracts.assertValid("forecast.forecast", codec.encode(decode(forecast, ForecastPublished.class)));
        Contracts.assertValid("forecast.proposal", codec.encode(decode(proposal, ProposalAccepted.class)));
    }

    @ParameterizedTest
    @CsvSource({
        "order-service,order.order",
        "order-service,order.product",
        "dealer-service,dealer.node",
        "inventory-service,inventory.movement",
        "inventory-service,inventory.receipt",
        "inventory-service,inventory.sellout"
    })
    void everyExampleOfWhatWeConsumeIsUnderstood(String producer, String topic) throws IOException {
        Path contracts = Path.of("..", producer, "src/main/resources/contracts", topic);
        try (Stream<Path> files = Files.list(contracts)) {
            List<Path> examples = files.filter(file -> file.toString().endsWith(".example.json"))
                    .toList();
            assertThat(examples).isNotEmpty();
            for (Path example : examples) {
                RecordingViews.assertUnderstood(topic, Contracts.text(example));
            }
        }
    }

    private <T> T decode(String json, Class<T> type) {
        return codec.decode(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
