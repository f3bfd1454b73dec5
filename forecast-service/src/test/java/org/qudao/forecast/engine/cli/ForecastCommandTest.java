package org.qudao.forecast.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastCommandTest {
    @TempDir
    Path directory;

    @Test
    void writesOneRowPerSeriesAndStepAndNeverReadsTheTestSplit() throws IOException {
        Path in = directory.resolve("in.csv.gz");
        StringBuilder csv = new StringBuilder("series_id,period,frequency,horizon,split,index,value\n");
        for (int t = 1; t <= 30; t++) {
            csv.append("A,monthly,12,3,train,")
                    .append(t)
                    .append(",")
                    .append(t == 7 ? "" : "5")
                    .append('\n');
        }
        csv.append("A,monthly,12,3,test,31,999999\n");
        csv.append("B,yearly,1,2,train,1,3\nB,yearly,1,2,test,2,4\n");
        try (OutputStream gz = new GZIPOutputStream(Files.newOutputStream(in))) {
            gz.write(csv.toString().getBytes(StandardCharsets.UTF_8));
        }
        Path out = directory.resolve("out.csv");

        ForecastCommand.main(new String[] {"--in", in.toString(), "--out", out.toString(), "--threads", "2"});

        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(6);
        assertThat(lines.getFirst()).isEqualTo("series_id,step,mean,lo80,hi80,lo95,hi95");
        assertThat(lines.get(1)).isEqualTo("A,1,5.0,5.0,5.0,5.0,5.0");
        assertThat(lines.get(5)).startsWith("B,2,3.0,");
    }

    @Test
    void writesQuantilesOfPeriodsAndOfSumsAndTheBacktest() throws IOException {
        StringBuilder csv = new StringBuilder("series_id,period,frequency,horizon,split,index,value\n");
        for (int t = 1; t <= 36; t++) {
            csv.append("A,monthly,12,2,train,")
                    .append(t)
                    .append(',')
                    .append(40 + 7 * t % 11)
                    .append('\n');
        }
        Path in = Files.writeString(directory.resolve("in.csv"), csv);
        Path out = directory.resolve("out.csv");
        Path report = directory.resolve("report.csv");

        ForecastCommand.main(new String[] {
            "--in", in.toString(), "--out", out.toString(), "--quantiles", "0.5,0.99", "--report", report.toString()
        });

        List<String> lines = Files.readAllLines(out);
        assertThat(lines.getFirst()).isEqualTo("series_id,step,mean,lo80,hi80,lo95,hi95,q0.5,q0.99,sum0.5,sum0.99");
        double[] second = Arrays.stream(lines.get(2).split(","))
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(second[7]).as("99 % of one period").isGreaterThan(second[6]);
        assertThat(second[8]).as("median of both periods").isBetween(70.0, 110.0);
        assertThat(second[9])
                .as("99 % of both periods")
                .isBetween(second[8], second[8] + 2 * (second[7] - second[6]) + 1);
        assertThat(Files.readAllLines(report))
                .first()
                .isEqualTo("scope,key,step,points,mase,rmsse,wape,bias,pinball,coverage80,coverage95");
        assertThat(Files.readAllLines(report))
                .anyMatch(line -> line.startsWith("series,A,all,6,"))
                .anyMatch(line -> line.startsWith("segment,all,2,3,"))
                .anyMatch(line -> line.startsWith("segment,frequency 12 SMOOTH,all,6,"));
    }

    @Test
    void refusesALevelThatIsNoProbability() {
        assertThatThrownBy(() -> Options.parse(new String[] {"--in", "x", "--out", "y", "--quantiles", "0.9,95"}))
                .hasMessageContaining("--quantiles 95 is not between 0 and 1");
    }

    @Test
    void namesTheOptionThatIsMissing() {
        assertThatThrownBy(() -> Options.parse(new String[] {"--in", "x"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--out is missing");
    }

    @Test
    void namesTheLineWhoseHorizonIsNone() throws IOException {
        Path in = Files.writeString(
                directory.resolve("bad.csv"), "series_id,frequency,horizon,split,value\nA,12,0,train,1\n");

        try (SeriesFile file = new SeriesFile(in)) {
            assertThatThrownBy(file::next).hasMessageContaining("line 2: horizon is not a whole number from 1 to 400");
        }
    }

    @Test
    void namesTheColumnThatIsMissing() throws IOException {
        Path in = Files.writeString(directory.resolve("bad.csv"), "series_id,value\n");

        assertThatThrownBy(() -> new SeriesFile(in)).hasMessageContaining("no column frequency");
    }
}
