package org.qudao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
