package org.qudao.forecast.engine.hierarchy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HierarchyCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        StringBuilder series = new StringBuilder("series_id,period,frequency,horizon,split,index,value\n");
        for (String id : List.of("A", "B")) {
            for (int t = 1; t <= 24; t++) {
                series.append(
                        id + ",quarterly,4,2," + (t > 22 ? "test" : "train") + "," + t + "," + (10 + t % 4) + "\n");
            }
        }
        Files.writeString(folder.resolve("series.csv"), series);
        Files.writeString(
                folder.resolve("meta.csv"), "\"series_id\",\"State\"\n\"A\",\"North, upper\"\n\"B\",\"South\"\n");
    }

    @Test
    void readsHistoriesTestsAndQuotedNames() throws IOException {
        HierarchyFile file = HierarchyFile.read(folder.resolve("series.csv"), folder.resolve("meta.csv"), "State");

        assertThat(file.frequency()).isEqualTo(4);
        assertThat(file.horizon()).isEqualTo(2);
        assertThat(file.train()[0]).hasSize(22).startsWith(11, 12, 13, 10);
        assertThat(file.test()[1]).containsExactly(13, 10);
        assertThat(file.hierarchy().nodes().get(1).path()).containsExactly(List.of("North, upper"));
    }

    @Test
    void writesForecastsOfSeriesAndTotals() throws IOException {
        Path out = folder.resolve("out.csv");
        HierarchyCommand.main(new String[] {
            "--in", folder.resolve("series.csv").toString(),
            "--hierarchy", folder.resolve("meta.csv").toString(),
            "--levels", "State",
            "--out", out.toString()
        });

        assertThat(Files.readAllLines(out))
                .hasSize(1 + 3 * 2)
                .startsWith("series_id,step,mean,lo80,hi80,lo95,hi95")
                .anyMatch(line -> line.startsWith("*,2,"))
                .anyMatch(line -> line.startsWith("A,1,"));
    }

    @Test
    void namesTheColumnAndTheSeriesThatAreMissing() throws IOException {
        assertThatThrownBy(() -> HierarchyFile.read(folder.resolve("series.csv"), folder.resolve("meta.csv"), "Region"))
                .hasMessageContaining("no column Region");
        Files.writeString(folder.resolve("meta.csv"), "series_id,State\nA,x\n");
        assertThatThrownBy(() -> HierarchyFile.read(folder.resolve("series.csv"), folder.resolve("meta.csv"), "State"))
                .hasMessageContaining("no line for series B");
    }
}
