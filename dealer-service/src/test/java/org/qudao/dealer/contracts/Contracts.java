package org.qudao.dealer.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The contracts as they lie in this module. */
final class Contracts {
    private static final Path HERE = Path.of("src/main/resources/contracts");

    private Contracts() {}

    static List<String> types(String topic) throws IOException {
        return Files.readAllLines(HERE.resolve(topic).resolve("types.txt")).stream()
                .filter(line -> !line.isBlank())
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }

    static String example(String topic, String type) throws IOException {
        return Files.readString(HERE.resolve(topic).resolve(type + ".example.json"));
    }

    static void assertValid(String topic, String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(HERE.resolve(topic).resolve("snapshot.schema.json")));
        assertThat(schema.validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .as(json)
                .isEmpty();
    }
}
