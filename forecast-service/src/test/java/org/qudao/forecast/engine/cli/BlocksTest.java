package org.qudao.forecast.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlocksTest {
    @TempDir
    Path directory;

    private List<Integer> sizes(int series) throws IOException {
        StringBuilder csv = new StringBuilder("series_id,frequency,horizon,split,value\n");
        for (int i = 0; i < series; i++) {
            csv.append(i).append(",1,2,train,4\n");
        }
        List<Integer> sizes = new ArrayList<>();
        try (SeriesFile file = new SeriesFile(Files.writeString(directory.resolve("in.csv"), csv))) {
            Blocks blocks = new Blocks(file, 8, 3);
            for (List<?> block = blocks.next(); !block.isEmpty(); block = blocks.next()) {
                sizes.add(block.size());
            }
        }
        return sizes;
    }

    @Test
    void aSmallRestJoinsTheBlockBeforeIt() throws IOException {
        assertThat(sizes(0)).isEmpty();
        assertThat(sizes(2)).containsExactly(2);
        assertThat(sizes(8)).containsExactly(8);
        assertThat(sizes(10)).containsExactly(10);
        assertThat(sizes(11)).containsExactly(8, 3);
        assertThat(sizes(18)).containsExactly(8, 10);
        assertThat(sizes(19)).containsExactly(8, 8, 3);
    }

    @Test
    void fingerprintsAreKeptOnce() {
        Fingerprints fingerprints = new Fingerprints();
        Set<Long> expected = new HashSet<>();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long next = random.nextInt(5_000) * 0x9E3779B97F4A7C15L;
            assertThat(fingerprints.add(next)).isEqualTo(expected.add(next));
        }
        for (long last = 0; last < 5; last++) {
            assertThat(fingerprints.add(last << 40)).isEqualTo(expected.add(last << 40));
        }
    }
}
