package org.qudao.local;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.qudao.local.sample.Personas;
import org.qudao.local.sample.SampleImport;

/**
 * Which sample a data directory holds, so that the next start neither imports it again nor mixes it with another.
 *
 * @param complete false while it is being imported, and after a start that was interrupted then
 */
record LoadedSample(String name, Personas personas, boolean complete) {

    static final String FILE = "sample.properties";

    static LoadedSample begun(SampleImport sample) {
        return new LoadedSample(sample.name(), sample.personas(), false);
    }

    LoadedSample completed() {
        return new LoadedSample(name, personas, true);
    }

    static Optional<LoadedSample> read(Path data) {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            @Nullable String outlet = properties.getProperty("outlet");
            return Optional.of(new LoadedSample(
                    properties.getProperty("name"),
                    new Personas(properties.getProperty("region"), properties.getProperty("dealer"), outlet),
                    Boolean.parseBoolean(properties.getProperty("complete"))));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    void write(Path data) {
        String text = "name=%s%nregion=%s%ndealer=%s%n%scomplete=%s%n"
                .formatted(
                        name,
                        personas.region(),
                        personas.dealer(),
                        personas.outlet() == null ? "" : "outlet=" + personas.outlet() + System.lineSeparator(),
                        complete);
        try {
            Path draft = data.resolve(FILE + ".draft");
            Files.writeString(draft, text);
            Files.move(draft, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + data.resolve(FILE), e);
        }
    }
}
