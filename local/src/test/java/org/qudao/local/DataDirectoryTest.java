package org.qudao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qudao.local.sample.Personas;

class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void isTakenByOneAtATime() {
        try (DataDirectory first = DataDirectory.take(directory)) {
            assertThatThrownBy(() -> DataDirectory.take(first.path()))
                    .isInstanceOf(DataDirectory.Unusable.class)
                    .hasMessageContaining("in use by another process");
        }
        DataDirectory.take(directory).close();
    }

    @Test
    void saysWhenItCannotBeWritten() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.take(file.resolve("below")))
                .isInstanceOf(DataDirectory.Unusable.class)
                .hasMessageContaining("not writable");
    }

    @Test
    void resetRemovesItsOwnFilesOnly() throws IOException {
        Files.createDirectories(directory.resolve("store/deep"));
        Files.createFile(directory.resolve("store/deep/file"));
        Files.writeString(directory.resolve("thesis.txt"), "mine");
        new LoadedSample("steelwheels", new Personas("R", "D", null), true).write(directory);
        try (DataDirectory data = DataDirectory.take(directory)) {
            data.reset();
        }
        assertThat(directory.resolve("store")).doesNotExist();
        assertThat(directory.resolve("thesis.txt")).exists();
        assertThat(LoadedSample.read(directory)).isEmpty();
    }

    /** Root may do everything: then there is nothing to see. */
    @ParameterizedTest
    @ValueSource(strings = {"r-x------", "-wx------"})
    void saysWhatItCannotRemove(String permissions) throws IOException {
        Path deep = Files.createDirectories(directory.resolve("store/deep"));
        Files.createFile(deep.resolve("file"));
        Files.setPosixFilePermissions(deep, PosixFilePermissions.fromString(permissions));
        assumeFalse(Files.isWritable(deep) && Files.isReadable(deep), "runs as root");
        try (DataDirectory data = DataDirectory.take(directory)) {
            assertThatThrownBy(data::reset)
                    .isInstanceOf(DataDirectory.Unusable.class)
                    .hasMessageStartingWith("The data directory cannot be emptied: ")
                    .hasMessageContaining(deep.toString())
                    .hasMessageContaining("AccessDenied");
        }
    }

    @Test
    void remembersTheSampleAndWhetherItIsComplete() {
        LoadedSample begun = new LoadedSample("adventureworks", new Personas("T04", "D1", "WEB-T04"), false);
        begun.write(directory);
        assertThat(LoadedSample.read(directory)).hasValue(begun);
        begun.completed().write(directory);
        assertThat(LoadedSample.read(directory)).hasValue(begun.completed());
        LoadedSample withoutOutlet = new LoadedSample("steelwheels", new Personas("R", "D", null), true);
        withoutOutlet.write(directory);
        assertThat(LoadedSample.read(directory)).hasValue(withoutOutlet);
    }
}
