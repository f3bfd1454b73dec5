package org.qudao.forecast.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    void readsRowsInAnyOrderQuotedAfterAByteOrderMarkAndTakesALeftOutPeriodForMissing() throws IOException {
        Path in = file("\uFEFF\"series_id\",\"period\",\"frequency\",\"horizon\",\"split\",\"index\",\"value\"\r\n"
                + "\"Bikes, \"\"red\"\"\",monthly,12,3,train,5,50\r\n"
                + "\"Bikes, \"\"red\"\"\",monthly,12,3,test,6,999\r\n"
                + "\"Bikes, \"\"red\"\"\",monthly,12,3,train,2,20\r\n\r\n"
                + "\"Bikes, \"\"red\"\"\",monthly,12,3,train,3,NA\r\n");

        try (SeriesFile file = new SeriesFile(in)) {
            SeriesFile.Entry entry = file.next();
            assertThat(entry.id()).isEqualTo("Bikes, \"red\"");
            assertThat(entry.values()).containsExactly(20, Double.NaN, Double.NaN, 50);
            assertThat(file.next()).isNull();
        }
        Path out = directory.resolve("out.csv");
        ForecastCommand.main(new String[] {"--in", in.toString(), "--out", out.toString()});
        assertThat(Files.readAllLines(out)).hasSize(4).element(3).asString().startsWith("\"Bikes, \"\"red\"\"\",3,");
    }

    @Test
    void withoutNumbersOfPeriodsTakesRowsAsTheyCome() throws IOException {
        Path in = file("series_id,frequency,horizon,split,value\nA,1,2,train,4\nA,1,2,train,3\n");

        try (SeriesFile file = new SeriesFile(in)) {
            assertThat(file.next().values()).containsExactly(4, 3);
        }
    }

    @Test
    void namesWhatIsWrongInAFile() throws IOException {
        String head = "series_id,frequency,horizon,split,index,value\n";
        assertWrong(head + "A,12,0,train,1,1\n", "line 2: horizon is not a whole number from 1 to 400: 0");
        assertWrong(head + "A,12,1,train,1,1\nA,12,1,train,2,many\n", "line 3: value is not a number: many");
        assertWrong(head + "A,12,1,train,May,1\n", "line 2: index is not a whole number: May");
        assertWrong(head + "A,12,1,train,1\n", "line 2: value is missing");
        assertWrong(head + "A,12,1,train,1,1\nA,4,1,train,2,1\n", "line 3: series_id has two frequencies");
        assertWrong(head + "A,12,1,train,1,1\nA,12,1,train,1,2\n", "series A has the index 1 twice");
        assertWrong(
                head + "A,12,1,train,20260101,1\nA,12,1,train,-20260201,2\n",
                "series A has an index from -20260201 to 20260101: it must go up by one from period to period");
        assertWrong(
                head + "A,12,1,train,1,1\nB,12,1,train,1,1\nA,12,1,train,2,1\n",
                "the rows of a series must stand together (A)");
        assertWrong("series_id,value\n", "no column frequency");
        assertWrong("", "is empty");
    }

    @Test
    void leavesTheOldForecastsWhereAFileIsWrong() throws IOException {
        Path in = file("series_id,frequency,horizon,split,value\nA,1,2,train,4\nB,1,2,train,many\n");
        Path out = Files.writeString(directory.resolve("out.csv"), "of yesterday");
        Options options = Options.parse(new String[] {"--in", in.toString(), "--out", out.toString()});

        assertThatThrownBy(() -> new ForecastCommand(options).run()).hasMessageContaining("line 3");

        assertThat(out).hasContent("of yesterday");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(in, out);
        }
    }

    @Test
    void neverWritesOverWhatItReads() throws IOException {
        Path in = file("series_id,frequency,horizon,split,value\nA,1,2,train,4\n");
        Path link = Files.createSymbolicLink(directory.resolve("link.csv"), in);

        for (String out : List.of(in.toString(), link.toString(), directory + "/./" + in.getFileName())) {
            assertThatThrownBy(() -> Options.parse(new String[] {"--in", in.toString(), "--out", out}))
                    .hasMessageContaining("must be different files");
        }
    }

    @Test
    void takesAReturnForNoDemandWhenToldThatValuesAreDemand() throws IOException {
        Path in = file("series_id,frequency,horizon,split,value\n" + "A,12,2,train,0\nA,12,2,train,-9\n".repeat(6));

        assertThat(lowest(in)).isNegative();
        assertThat(lowest(in, "--measurements")).isNegative();
        assertThat(lowest(in, "--demand")).isZero();
    }

    private double lowest(Path in, String... more) throws IOException {
        Path out = directory.resolve("out.csv");
        List<String> args = new ArrayList<>(List.of("--in", in.toString(), "--out", out.toString()));
        args.addAll(List.of(more));
        ForecastCommand.main(args.toArray(String[]::new));
        return Double.parseDouble(Files.readAllLines(out).get(1).split(",")[5]);
    }

    private void assertWrong(String content, String message) throws IOException {
        Path in = file(content);
        assertThatThrownBy(() -> {
                    try (SeriesFile file = new SeriesFile(in)) {
                        while (file.next() != null) {}
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("in.csv"), content);
    }
}
