package org.qudao.e2e.attacks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qudao.e2e.Api.Answer;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.platform.test.Tokens;
import tools.jackson.databind.JsonNode;

/** Files that nobody means well with, sent to each service that imports: refused with the line or the column, or row by row in the reject file. */
class ImportFilesIT {

    private static final int MEGABYTE = 1 << 20;
    private static final int MANY_COLUMNS = 10_000;

    private static final List<String> OPERATORS =
            List.of("{\"$ne\":1}", "$where", "{\"$where\":\"sleep(5000)\"}", "$$ROOT", "'; return true; //");

    /** What a spreadsheet would run, were it to open the reject file. */
    private static final List<String> FORMULAS = List.of(
            "=HYPERLINK(\"http://attacker.example\",\"open\")", "+1+1", "-2+3", "@SUM(1,1)", "\t=1+1", "\r=1+1");

    /** Written as Latin-1, so that each character is the byte that is meant. */
    private static final Map<String, String> NO_TEXTS = Map.of(
            "bytes that are no UTF-8", "a\u00ff\u00feb",
            "overlong UTF-8", "a\u00c0\u00afb",
            "half a surrogate", "a\u00ed\u00a0\u0080b",
            "a cut character", "a\u00e2\u0082",
            "NUL", "a\u0000b",
            "an escape", "a\u001b[31mb");

    private static final String TAG = UUID.randomUUID().toString();

    /** One kind of each service, a row that it takes, and where what it makes is shown. */
    private static final List<Import> IMPORTS = List.of(
            new Import(
                    Part.DEALER,
                    "nodes",
                    Map.of("node_id", "node-" + TAG, "name", "North", "kind", "REGION", "parent_id", "HQ"),
                    "/api/v1/nodes/node-" + TAG),
            new Import(
                    Part.ORDER,
                    "products",
                    Map.of("sku", "sku-" + TAG, "name", "Lamp", "product_line", "Lamps", "category", "Indoor"),
                    "/api/v1/products/sku-" + TAG),
            new Import(
                    Part.INVENTORY,
                    "places",
                    Map.of("place_id", "place-" + TAG, "name", "Depot", "kind", "WAREHOUSE", "priority", "9"),
                    "/api/v1/places/place-" + TAG));

    private record Import(Part part, String kind, Map<String, String> row, String shown) {

        String path() {
            return "/api/v1/imports/" + kind;
        }
    }

    private final Installation installation = Installation.shared();

    @AfterEach
    void theNextFileIsTaken() {
        for (Import into : IMPORTS) {
            JsonNode summary = send(into, file(into, into.row())).ok();
            assertThat(summary.path("rows").asInt()).as("%s", summary).isOne();
            assertThat(summary.path("rejected").asInt()).as("%s", summary).isZero();
        }
    }

    @Test
    void anOperatorOrAFormulaIsRejectedByItsCellOrTakenForAText() {
        List<String> wrong = new ArrayList<>();
        List<String> cells = new ArrayList<>(OPERATORS);
        cells.addAll(FORMULAS);
        for (Import into : IMPORTS) {
            for (JsonNode column : columns(into)) {
                for (String cell : cells) {
                    String name = column.path("name").asString();
                    Answer answer = send(into, file(into, with(into.row(), name, cell)));
                    String asked = into.path() + " with " + cell + " as " + name;
                    if (answer.status() != 200) {
                        wrong.add(asked + ": " + answer.status() + " " + answer.body());
                    } else if (answer.json().path("rejected").asInt() == 1) {
                        rejected(into, answer, 2, name, FORMULAS.contains(cell), asked, wrong);
                    } else if (!column.path("type").asString().startsWith("text")
                            || !holds(get(into, into.shown()).ok(), cell.strip())) {
                        wrong.add(asked + " is not taken as it is: " + answer.body());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void bytesThatAreNoTextAreRejectedByTheirCell() {
        List<String> wrong = new ArrayList<>();
        for (Import into : IMPORTS) {
            for (JsonNode column : columns(into)) {
                NO_TEXTS.forEach((what, cell) -> {
                    String name = column.path("name").asString();
                    byte[] file = latin(file(into, with(into.row(), name, cell)));
                    Answer answer = send(into, file, "text/csv");
                    String asked = into.path() + " with " + what + " as " + name;
                    if (answer.status() != 200) {
                        wrong.add(asked + ": " + answer.status() + " " + answer.body());
                    } else {
                        rejected(into, answer, 2, name, false, asked, wrong);
                    }
                });
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsNoTableIsRefusedWithItsLineOrColumn() {
        List<String> wrong = new ArrayList<>();
        for (Import into : IMPORTS) {
            String header = header(into);
            String row = line(into, into.row());
            String wide = ",x".repeat(MANY_COLUMNS);
            List<Spoilt> files = new ArrayList<>(List.of(
                    new Spoilt("no byte", "", "missing: "),
                    new Spoilt("a byte order mark", "\uFEFF", "missing: "),
                    new Spoilt("empty lines", "\r\n".repeat(1_000), "missing: "),
                    new Spoilt("NULs", "\u0000".repeat(1_000), "missing: "),
                    new Spoilt("a column twice", header + ",name\r\n" + row + ",x\r\n", "there twice: name"),
                    new Spoilt("all columns twice", header + "," + header + "\r\n" + row + "," + row, "there twice: "),
                    new Spoilt("an unknown column", header + ",$where\r\n" + row + ",1\r\n", "unknown: $where"),
                    new Spoilt("semicolons", header.replace(',', ';') + "\r\n", "separated by commas"),
                    new Spoilt("10,000 names", header + wide + "\r\n" + row + "\r\n", "line 1"),
                    new Spoilt("10,000 cells", header + "\r\n" + row + wide + "\r\n", "line 2"),
                    new Spoilt("a name of 1 MB", header + "," + "x".repeat(MEGABYTE) + "\r\n" + row, "line 1"),
                    new Spoilt("an open quote", header + "\r\n" + row + "\r\n\"x,y\r\nz", "line 3"),
                    new Spoilt("an open quote first", "\"" + header + "\r\n", "line 1"),
                    new Spoilt("a closed quote", header + "\r\n\"a\"b" + row + "\r\n", "line 2")));
            for (JsonNode column : columns(into)) {
                String name = column.path("name").asString();
                for (String quote : List.of("", "\"")) {
                    files.add(new Spoilt(
                            "a cell of 1 MB as " + name,
                            header + "\r\n"
                                    + line(into, with(into.row(), name, "HERE"))
                                            .replace("\"HERE\"", quote + "x".repeat(MEGABYTE) + quote),
                            "line 2"));
                }
                if (column.path("required").asBoolean()) {
                    files.add(new Spoilt(
                            "no " + name,
                            ("," + header + ",").replace("," + name + ",", ",").replaceAll("^,|,$", "") + "\r\n",
                            "missing: " + name));
                }
            }
            for (Spoilt file : files) {
                Answer answer = send(into, file.text());
                String asked = into.path() + " with " + file.what();
                if (answer.status() != 400 && answer.status() != 413) {
                    wrong.add(asked + ": " + answer.status() + " " + answer.body());
                } else if (!Wire.assertProblem(answer, asked)
                        .path("detail")
                        .asString()
                        .contains(file.named())) {
                    wrong.add(asked + " does not name " + file.named() + ": " + answer.body());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private record Spoilt(String what, String text, String named) {}

    @Test
    void aRowOfTheWrongWidthIsRejectedByItsLine() {
        List<String> wrong = new ArrayList<>();
        for (Import into : IMPORTS) {
            String row = line(into, into.row());
            for (String other : List.of("x", row + ",", row + ",=1+1".repeat(100), header(into) + ",name")) {
                Answer answer = send(into, header(into) + "\r\n" + row + "\r\n" + other + "\r\n");
                String asked = into.path() + " with the row " + other;
                rejected(into, answer, 3, "", false, asked, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aSecondHeaderIsARowOfWrongCells() {
        List<String> wrong = new ArrayList<>();
        for (Import into : IMPORTS) {
            String header = header(into);
            Answer answer = send(into, header + "\r\n" + header + "\r\n" + line(into, into.row()) + "\r\n");
            for (JsonNode column : columns(into)) {
                if (column.path("type").asString().startsWith("one of")) {
                    rejected(into, answer, 2, column.path("name").asString(), false, into.path(), wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsNotSentAsCsvIsRefused() {
        List<String> wrong = new ArrayList<>();
        for (Import into : IMPORTS) {
            for (String type : List.of(
                    "text/plain",
                    "application/json",
                    "application/vnd.ms-excel",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/x-java-serialized-object",
                    "text/csv; charset=utf-16",
                    "text/csv; charset=utf-7",
                    "text/csv; charset=nonsense",
                    "text/*",
                    "*/*",
                    "nonsense")) {
                Answer answer = send(into, file(into, into.row()).getBytes(UTF_8), type);
                if (answer.status() != 400 && answer.status() != 415) {
                    wrong.add(into.path() + " takes " + type + ": " + answer.status() + " " + answer.body());
                } else {
                    Wire.assertProblem(answer, into.path() + " as " + type);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aServiceThatImportsNothingSaysSo() {
        for (Import into : IMPORTS) {
            Import elsewhere = new Import(Part.FORECAST, into.kind(), into.row(), into.shown());
            Answer answer = send(elsewhere, "name\r\n=1+1\r\n");
            Wire.assertProblem(answer, into.path());
            assertThat(answer.status()).isEqualTo(404);
        }
    }

    /** Adds to what is wrong unless the reject file names the cell and the rule, and holds nothing that a spreadsheet would run. */
    private void rejected(
            Import into, Answer answer, int row, String column, boolean formula, String asked, List<String> wrong) {
        JsonNode summary = answer.ok();
        if (summary.path("rejected").asInt() != 1) {
            wrong.add(asked + " is taken: " + summary);
            return;
        }
        Answer file = get(into, summary.path("rejectFile").asString());
        assertThat(file.status()).as(asked).isEqualTo(200);
        List<NamedCsvRecord> rejects =
                CsvReader.builder().ofNamedCsvRecord(file.body()).stream().toList();
        boolean named = rejects.stream()
                .anyMatch(reject -> reject.getField("row").equals(Integer.toString(row))
                        && reject.getField("column").equals(column)
                        && reject.getField("rule").matches("[a-z0-9]+(-[a-z0-9]+)*"));
        boolean runs = rejects.stream()
                .flatMap(reject -> reject.getFields().stream())
                .anyMatch(cell -> cell.matches("(?s)[=+@\\t\\r].*|-[^0-9].*|-[0-9]+[^0-9.].*"));
        boolean kept =
                rejects.stream().anyMatch(reject -> reject.getField("value").startsWith("'"));
        if (!named || runs || (formula && !kept) || Wire.showsTheInside(file.body())) {
            wrong.add(asked + " is rejected by " + file.body());
        }
    }

    private JsonNode columns(Import into) {
        return get(into, into.path() + "/template").ok().get("columns");
    }

    private String header(Import into) {
        return get(into, into.path() + "/template").ok().get("header").asString();
    }

    private String file(Import into, Map<String, String> row) {
        return header(into) + "\r\n" + line(into, row) + "\r\n";
    }

    /** Every cell in quotes. */
    private String line(Import into, Map<String, String> row) {
        return List.of(header(into).split(",")).stream()
                .map(column -> '"' + row.getOrDefault(column, "").replace("\"", "\"\"") + '"')
                .collect(joining(","));
    }

    private static Map<String, String> with(Map<String, String> row, String column, String cell) {
        Map<String, String> spoilt = new LinkedHashMap<>(row);
        spoilt.put(column, cell);
        return spoilt;
    }

    private static boolean holds(JsonNode node, String text) {
        return node.isString()
                ? node.asString().equals(text)
                : node.valueStream().anyMatch(child -> holds(child, text));
    }

    private static byte[] latin(String file) {
        return file.getBytes(ISO_8859_1);
    }

    private Answer send(Import into, String file) {
        return send(into, file.getBytes(UTF_8), "text/csv; charset=utf-8");
    }

    private Answer send(Import into, byte[] file, String type) {
        return ask("POST", into, into.path(), Map.of("Content-Type", type), file);
    }

    private Answer get(Import into, String path) {
        return ask("GET", into, path, Map.of(), null);
    }

    private Answer ask(String method, Import into, String path, Map<String, String> headers, byte @Nullable [] body) {
        return Wire.send(
                new Wire.Request(method, installation.uri(into.part()).resolve(path), Tokens.hq(), headers, body));
    }
}
