package org.qudao.platform.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitReaderTest {

    private static final String HEADER = "report_id,place_id,sku,counted,price,on,mode,final,remark\n";

    private final StockCounts counts = new StockCounts();

    @Test
    void rowsThatFollowEachOtherWithTheSameGroupAreOneUnit() throws IOException {
        var units = read(HEADER + "R1,W1,A,1,,,,,\nR1,W1,B,2,,,,,\nR2,W1,A,3,,,,,\nR1,W1,C,4,,,,,\n");

        assertThat(units).extracting(UnitReader.Read::firstRow).containsExactly(2L, 4L, 5L);
        assertThat(units).extracting(UnitReader.Read::lastRow).containsExactly(3L, 4L, 5L);
        assertThat(units).extracting(UnitReader.Read::rows).containsExactly(2, 1, 1);
        assertThat(units.getFirst().value()).isEqualTo(new StockCounts.Report("R1", "W1", Map.of("A", 1L, "B", 2L)));
    }

    @Test
    void rowsOfAGroupThatLieApartAreRefused() throws IOException {
        var units = read(HEADER + "R1,W1,A,1,,,,,\nR2,W1,A,3,,,,,\nR1,W1,C,4,,,,,\nR1,W1,D,4,,,,,\n");

        assertThat(units).hasSize(3);
        assertThat(rejects(units))
                .extracting(Reject::row, Reject::column, Reject::rule, Reject::value)
                .containsExactly(tuple(4L, "report_id", "rows-apart", "R1"));
    }

    @Test
    void blanksAroundTheGroupAreNoOtherGroup() throws IOException {
        var units = read(HEADER + "R1,W1,A,1,,,,,\n\"R1 \",W1,B,2,,,,,\nR2,W1,A,3,,,,,\n R1,W1,C,4,,,,,\n");

        assertThat(units).extracting(UnitReader.Read::rows).containsExactly(2, 1, 1);
        assertThat(rejects(units)).extracting(Reject::row, Reject::rule).containsExactly(tuple(5L, "rows-apart"));
    }

    @Test
    void withoutGroupEveryRowIsAUnit() throws IOException {
        counts.groupBy = null;

        assertThat(read(HEADER + "R1,W1,A,1,,,,,\nR1,W1,B,2,,,,,\n")).hasSize(2);
    }

    @Test
    void aHeaderAloneIsNoUnit() throws IOException {
        assertThat(read(HEADER)).isEmpty();
    }

    @Test
    void namesEveryWrongCellOfARow() throws IOException {
        var units = read(HEADER + "R 1,W1,,-1,0,2013-02-30,HALF,yes,much too long\n");

        assertThat(rejects(units))
                .extracting(Reject::row, Reject::column, Reject::rule, Reject::value)
                .containsExactlyInAnyOrder(
                        tuple(2L, "report_id", "id", "R 1"),
                        tuple(2L, "sku", "required", ""),
                        tuple(2L, "counted", "negative", "-1"),
                        tuple(2L, "price", "not-positive", "0"),
                        tuple(2L, "on", "date", "2013-02-30"),
                        tuple(2L, "mode", "one-of", "HALF"),
                        tuple(2L, "final", "flag", "yes"),
                        tuple(2L, "remark", "length", "much too long"));
        assertThat(rejects(units))
                .allSatisfy(reject -> assertThat(reject.message()).isNotBlank());
    }

    @Test
    void oneWrongRowRejectsItsWholeUnitAndNoOther() throws IOException {
        var units = read(HEADER + "R1,W1,A,1,,,,,\nR1,W1,B,x,,,,,\nR2,W1,A,3,,,,,\n");

        assertThat(units.get(0).value()).isNull();
        assertThat(units.get(0).rejects()).extracting(Reject::row).containsExactly(3L);
        assertThat(units.get(1).value()).isNotNull();
    }

    @Test
    void keepsWhatTheServiceNotesAboutARow() throws IOException {
        var units = read(HEADER + "R1,W1,A,1,,,,,\nR1,W1,A,2,,,,,\nR1,W1,FORBIDDEN,2,,,,,\nR1,W1,A,2,,,,,\n");

        assertThat(rejects(units))
                .extracting(Reject::row, Reject::column, Reject::rule, Reject::value)
                .containsExactly(tuple(3L, "sku", "duplicate", "A"), tuple(4L, "sku", "forbidden", "FORBIDDEN"));
    }

    @Test
    void aValueTypeThatRefusesItsContentRejectsTheUnit() throws IOException {
        assertThat(rejects(read(HEADER + "R1,W1,BROKEN,1,,,,,\n")))
                .extracting(Reject::row, Reject::rule, Reject::message)
                .containsExactly(tuple(2L, "invalid", "an item must not be broken"));
    }

    @Test
    void aRowWithTooFewOrTooManyColumnsIsRejected() throws IOException {
        var units = read(HEADER + "R1,W1,A\nR2,W1,A,1,,,,,,,\nR3,W1,A,1,,,,,\n");

        assertThat(rejects(units))
                .extracting(Reject::row, Reject::rule, Reject::value)
                .containsExactly(tuple(2L, "columns", "3"), tuple(3L, "columns", "11"));
        assertThat(units.get(2).value()).isNotNull();
    }

    @Test
    void aUnitLongerThanAllowedIsRejectedAsAWhole() throws IOException {
        var units = read(HEADER + "R1,W1,A,1,,,,,\nR1,W1,B,1,,,,,\nR1,W1,C,1,,,,,\nR1,W1,D,1,,,,,\nR1,W1,E,1,,,,,\n");

        assertThat(units).singleElement().satisfies(unit -> {
            assertThat(unit.value()).isNull();
            assertThat(unit.rows()).isEqualTo(5);
            assertThat(unit.rejects()).extracting(Reject::rule).containsExactly("too-many-rows");
        });
    }

    @Test
    void bytesThatAreNotUtf8AreRejectedWithTheirRow() throws IOException {
        var units = read(HEADER + "R1,W1,A,1,,,,,gr\u00fcn\nR2,W1,A,1,,,,,\n", StandardCharsets.ISO_8859_1);

        assertThat(rejects(units))
                .extracting(Reject::row, Reject::column, Reject::rule)
                .containsExactly(tuple(2L, "remark", "encoding"));
        assertThat(units.get(1).value()).isNotNull();
    }

    @Test
    void aControlCharacterInATextIsRejectedButNotATabOrALineEnd() throws IOException {
        var units = read(HEADER + "R1,W1,A,1,,,,,a\0b\nR2,W1,A,1,,,,,a\u001Bb\nR3,W1,A,1,,,,,\"a\tb\r\nc\"\n");

        assertThat(rejects(units))
                .extracting(Reject::row, Reject::column, Reject::rule)
                .containsExactly(tuple(2L, "remark", "control-character"), tuple(3L, "remark", "control-character"));
        assertThat(units.get(2).value()).isNotNull();
    }

    @Test
    void aByteOrderMarkIsSkippedEvenBeforeAQuote() throws IOException {
        assertThat(read("\uFEFF" + HEADER + "R1,W1,A,1,,,,,\n").getFirst().value())
                .isNotNull();
        assertThat(read("\uFEFF\"report_id\",place_id,sku,counted\nR1,W1,A,1\n")
                        .getFirst()
                        .value())
                .isNotNull();
    }

    @Test
    void quotedCellsMayHoldCommasQuotesAndLineBreaks() throws IOException {
        var units = read(HEADER + "R1,W1,A,1,,,,,\"a,\"\"b\"\"\n\nc\"\n\nR2,W2,A,x,,,,,\n");

        assertThat(units.get(0).kept().getFirst().text("remark")).isEqualTo("a,\"b\"\n\nc");
    }

    @Test
    void rowsAreCountedAsASpreadsheetCounts() throws IOException {
        var units = read("\n" + HEADER.replace("remark", "\"remark\n\"")
                + "R1,W1,A,1,,,,,\"a\nb\r\n\rc\"\n\nR2,W2,A,x,,,,,\"\r\n\"\r\n\r\nR3,W1,A,1,,,,,\nR3,W1,A\n");

        assertThat(units).extracting(UnitReader.Read::firstRow).containsExactly(3L, 5L, 7L);
        assertThat(units.get(2).lastRow()).isEqualTo(8);
        assertThat(rejects(units))
                .extracting(Reject::row, Reject::rule)
                .containsExactly(tuple(5L, "integer"), tuple(8L, "columns"));
    }

    @Test
    void rowsThatAreSkippedCountToo() throws IOException {
        String csv = HEADER + "R1,W1,A,1,,,,,\"a\nb\"\nR2,W1,A,x,,,,,\n";
        UnitReader<StockCounts.Report> before = reader(csv, StandardCharsets.UTF_8);
        before.next();
        UnitReader<StockCounts.Report> after = reader(csv, StandardCharsets.UTF_8);

        assertThat(after.skip(1, before.fingerprint())).isTrue();
        assertThat(after.next().firstRow()).isEqualTo(3);
    }

    @Test
    void windowsLineEndsAndAMissingLastLineEndAreFine() throws IOException {
        assertThat(read(HEADER.replace("\n", "\r\n") + "R1,W1,A,1,,,,,\r\nR2,W1,A,1,,,,,"))
                .allSatisfy(unit -> assertThat(unit.value()).isNotNull());
    }

    @Test
    void aQuoteThatIsNeverClosedEndsTheReading() throws IOException {
        UnitReader<StockCounts.Report> reader = reader(
                HEADER + "R1,W1,A,1,,,,,\nR2,W1,A,1,,,,,\"never closed\nR3,W1,A,1,,,,,\n", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> reader.forEachRemaining(unit -> {})).isInstanceOf(CsvParseException.class);
    }

    @Test
    void aCellBeyondTheBoundEndsTheReading() throws IOException {
        UnitReader<StockCounts.Report> reader =
                reader(HEADER + "R1,W1,A,1,,,,,\"" + "x".repeat(30_000) + "\"\n", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> reader.forEachRemaining(unit -> {})).isInstanceOf(CsvParseException.class);
    }

    @Test
    void listsAtMostAHundredRejectsOfOneUnit() throws IOException {
        counts.groupBy = "report_id";
        StockCounts patient = new StockCounts() {
            @Override
            public int maxRowsPerUnit() {
                return 1_000;
            }
        };
        var units = read(patient, HEADER + "R1,W1,A,x,,,,,\n".repeat(500), StandardCharsets.UTF_8);

        assertThat(units).singleElement().satisfies(unit -> {
            assertThat(unit.rows()).isEqualTo(500);
            assertThat(unit.rejects()).hasSize(100);
        });
    }

    @Test
    void readsEveryType() throws IOException {
        Row row = read(HEADER + "R1, W1 ,A,42,12.50,2013-06-30,FULL,true,x\n")
                .getFirst()
                .kept()
                .getFirst();

        assertThat(row.number()).isEqualTo(2);
        assertThat(row.text("place_id")).isEqualTo("W1");
        assertThat(row.integer("counted")).isEqualTo(42);
        assertThat(row.decimal("price")).isEqualTo(new BigDecimal("12.50"));
        assertThat(row.date("on")).isEqualTo(LocalDate.of(2013, 6, 30));
        assertThat(row.text("mode")).isEqualTo("FULL");
        assertThat(row.flag("final")).isTrue();
    }

    @Test
    void emptyOptionalCellsAreNullAndAnEmptyFlagIsFalse() throws IOException {
        Row row = read(HEADER + "R1,W1,A,42,,,,,\n").getFirst().kept().getFirst();

        assertThat(row.decimalOrNull("price")).isNull();
        assertThat(row.dateOrNull("on")).isNull();
        assertThat(row.textOrNull("mode")).isNull();
        assertThat(row.flag("final")).isFalse();
        assertThatThrownBy(() -> row.decimal("price")).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"1e5", "1.", ".5", "'1,5'", "1 000", "0x10", "1234567890123456789", "1.12345678901", "+1", "NaN", "--1"
    })
    void refusesWhatIsNoPlainDecimal(String cell) throws IOException {
        assertThat(rejects(read(HEADER + "R1,W1,A,1,\"" + cell + "\",,,,\n")))
                .extracting(Reject::rule)
                .containsExactly("decimal");
    }

    @ParameterizedTest
    @CsvSource({"2013-6-30", "30.06.2013", "2013-02-29", "2013-06-30T00:00", "20130630", "2013-13-01"})
    void refusesWhatIsNoDate(String cell) throws IOException {
        assertThat(rejects(read(HEADER + "R1,W1,A,1,," + cell + ",,,\n")))
                .extracting(Reject::rule)
                .containsExactly("date");
    }

    @Test
    void shortensLongValuesInTheRejectFile() throws IOException {
        assertThat(rejects(read(HEADER + "R1,W1,A,1,,,,," + "y".repeat(5_000) + "\n")))
                .singleElement()
                .satisfies(reject -> assertThat(reject.value()).hasSize(201).endsWith("…"));
    }

    @Test
    void aTestMayMakeRowsAsTheImportWould() {
        Row row = Row.of(7, counts.columns(), Map.of("report_id", "R1", "place_id", "W1", "sku", "A", "counted", "3"));

        assertThat(row.integer("counted")).isEqualTo(3);
        assertThatThrownBy(() -> Row.of(7, counts.columns(), Map.of("report_id", "R1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("place_id");
    }

    private static List<Reject> rejects(List<UnitReader.Read<StockCounts.Report>> units) {
        return units.stream().flatMap(unit -> unit.rejects().stream()).toList();
    }

    private List<UnitReader.Read<StockCounts.Report>> read(String csv) throws IOException {
        return read(csv, StandardCharsets.UTF_8);
    }

    private List<UnitReader.Read<StockCounts.Report>> read(String csv, Charset charset) throws IOException {
        return read(counts, csv, charset);
    }

    private static List<UnitReader.Read<StockCounts.Report>> read(StockCounts kind, String csv, Charset charset)
            throws IOException {
        List<UnitReader.Read<StockCounts.Report>> units = new ArrayList<>();
        reader(kind, csv, charset).forEachRemaining(units::add);
        return units;
    }

    private UnitReader<StockCounts.Report> reader(String csv, Charset charset) throws IOException {
        return reader(counts, csv, charset);
    }

    private static UnitReader<StockCounts.Report> reader(StockCounts kind, String csv, Charset charset)
            throws IOException {
        CsvBody body = CsvBody.of(new ByteArrayInputStream(csv.getBytes(charset)));
        return new UnitReader<>(kind, Header.of(body.header(), kind.columns()), body.rows());
    }
}
