package org.qudao.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qudao.inventory.receiving.ReceiptSnapshot;
import org.qudao.inventory.reservation.ReservationChanged;
import org.qudao.inventory.sellout.SellOutReported;
import org.qudao.inventory.stock.StockPosted;
import org.qudao.platform.events.EventCodec;

class ContractsTest {

    private static final Path CONTRACTS = Path.of("src/main/resources/contracts");

    private final EventCodec codec = new EventCodec();

    @ParameterizedTest
    @CsvSource({
        "inventory.reservation, ReservationChanged",
        "inventory.movement, StockPosted",
        "inventory.sellout, SellOutReported",
        "inventory.receipt, ReceiptPlanned",
        "inventory.receipt, ReceiptReceived",
        "inventory.receipt, ReceiptCancelled"
    })
    void everyPublishedRecordWritesItsExampleAndTheExampleFitsTheSchema(String topic, String type) throws IOException {
        String example = Files.readString(CONTRACTS.resolve(topic).resolve(type + ".example.json"));

        String written = codec.encode(codec.decode(example.getBytes(StandardCharsets.UTF_8), recordOf(type)));

        assertThat(errors(topic, example)).isEmpty();
        assertThat(errors(topic, written)).isEmpty();
        assertThat(codec.decode(written.getBytes(StandardCharsets.UTF_8), Object.class))
                .isEqualTo(codec.decode(example.getBytes(StandardCharsets.UTF_8), Object.class));
    }

    /** Such a posting may still lie in an outbox or in the topic. */
    @Test
    void aPostingOfAVersionThatDidNotTellOfSourcingIsStillRead() throws IOException {
        String example = Files.readString(CONTRACTS.resolve("inventory.movement/StockPosted.example.json"));
        String earlier = example.replace(",\n  \"sourcing\": true", "");
        assertThat(earlier).doesNotContain("sourcing");

        StockPosted read = codec.decode(earlier.getBytes(StandardCharsets.UTF_8), StockPosted.class);

        assertThat(errors("inventory.movement", earlier)).isEmpty();
        assertThat(read.sourcing()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"inventory.reservation", "inventory.movement", "inventory.sellout", "inventory.receipt"})
    void everyListedTypeHasAnExample(String topic) throws IOException {
        List<String> types = Files.readAllLines(CONTRACTS.resolve(topic).resolve("types.txt"));

        assertThat(types).isNotEmpty().allSatisfy(line -> assertThat(
                        CONTRACTS.resolve(topic).resolve(line.substring(0, line.indexOf(':')) + ".example.json"))
                .exists());
    }

    private static Class<?> recordOf(String type) {
        return switch (type) {
            case ReservationChanged.TYPE -> ReservationChanged.class;
            case StockPosted.TYPE -> StockPosted.class;
            case SellOutReported.TYPE -> SellOutReported.class;
            case "ReceiptPlanned", "ReceiptReceived", "ReceiptCancelled" -> ReceiptSnapshot.class;
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static List<?> errors(String topic, String json) throws IOException {
        String schema = Files.readString(CONTRACTS.resolve(topic).resolve("snapshot.schema.json"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(json, InputFormat.JSON);
    }
}
