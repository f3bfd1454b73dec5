package org.qudao.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The contracts of this service, read from its sources. */
public final class Contracts {
    static final Path OWN = Path.of("src/main/resources/contracts");

    private Contracts() {}

    public static void assertValid(String topic, String json) {
        String schema = text(OWN.resolve(topic).resolve("snapshot.schema.json"));
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        assertThat(registry.getSchema(schema, InputFormat.JSON).validate(json, InputFormat.JSON))
                .isEmpty();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
