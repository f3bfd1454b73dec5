package org.qudao.e2e.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generated file that is committed, so that a change of the interface is seen in review. */
public final class PublishedDescription {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private PublishedDescription() {}

    static Path repository() {
        return REPOSITORY;
    }

    /** Compares with {@code docs/api/<name>}; with {@code -Ddocs.update} writes it instead. */
    public static void check(String name, String generated) {
        Path file = REPOSITORY.resolve("docs/api").resolve(name);
        try {
            if (System.getProperty("docs.update") != null) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, generated);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as(
                            "%s is what the code has; if the change is meant, run ./mvnw -pl e2e verify -Ddocs.update",
                            file)
                    .isEqualTo(generated);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
