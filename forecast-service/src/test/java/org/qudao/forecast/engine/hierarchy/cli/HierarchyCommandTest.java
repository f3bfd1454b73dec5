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
    void putsSeriesOfDifferentLengthOnOneTimeline() throws IOException {
        Path series = Files.writeString(
                folder.resolve("series.csv"),
                "series_id,frequency,horizon,split,index,value\nA,4,1,train,1,1\nA,4,1,train,2,2\nB,4,1,train,2,5\nA,4,1,train,3,3\n");

        HierarchyFile file = HierarchyFile.read(series, folder.resolve("meta.csv"), "State");

        assertThat(file.train()[0]).containsExactly(1, 2, 3);
        assertThat(file.train()[1]).containsExactly(Double.NaN, 5, Double.NaN);
    }

    @Test
    void namesTheSeriesThatIsOfAnotherFrequency() throws IOException {
        Path series = Files.writeString(
                folder.resolve("series.csv"),
                "series_id,frequency,horizon,split,index,value\nA,4,1,train,1,1\nB,12,1,train,2,5\n");

        assertThatThrownBy(() -> HierarchyFile.read(series, folder.resolve("meta.csv"), "State"))
                .hasMessageContaining("line 3: series_id must have the frequency and the horizon of the other series");
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
