package org.qudao.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.qudao.e2e.Api.Answer;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.attacks.Bodies.Write;
import org.qudao.e2e.attacks.Described.Operation;
import org.qudao.platform.test.Tokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bodies that no operation reads: refused with the place that is wrong, whatever the operation. */
class PayloadsIT {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int MEGABYTE = 1 << 20;

    private final Installation installation = Installation.shared();
    private final Bodies bodies = new Bodies();
    private final String token = Tokens.hq();

    @Test
    void aFieldOfAWrongTypeIsNamed() {
        List<String> wrong = new ArrayList<>();
        for (Write write : bodies.writes()) {
            bodies.fields(write).forEach((pointer, schema) -> {
                for (String value : wrongValues(schema)) {
                    JsonNode body = Bodies.with(write.body(), pointer, JSON.readTree(value));
                    refusedNaming(write, body.toString(), Bodies.named(pointer), wrong);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> wrongValues(JsonNode schema) {
        if (Bodies.isDate(schema)) {
            return List.of(
                    "{\"a\":1}",
                    "[2026,1,31]",
                    "\"\"",
                    "20484",
                    "\"+999999999-12-31\"",
                    "\"-0001-01-01\"",
                    "\"1/2/26\"");
        }
        if (Bodies.isMonth(schema)) {
            return List.of("{\"a\":1}", "[2026,1]", "\"\"", "1", "\"+999999999-12\"", "\"0000-01\"", "\"2026-13\"");
        }
        return switch (schema.path("type").asString("")) {
            case "string" ->
                schema.has("enum")
                        ? List.of("{\"a\":1}", "[1]", "\"\\u0000\"", "\"\"", "\"nonsense\"", "true", "1e400")
                        : List.of("{\"a\":1}", "[[]]");
            case "integer", "number" ->
                List.of("{\"a\":1}", "[1]", "\"nonsense\"", "true", "1e999999999", "-1e999999999");
            case "boolean" -> List.of("{\"a\":1}", "[true]", "\"nonsense\"");
            case "array" -> List.of("{\"a\":1}", "\"nonsense\"", "1", "true", "[null]");
            default -> List.of("\"nonsense\"", "1");
        };
    }

    /** Java reads a year of nine digits, and fails at the next sum. */
    @Test
    void aDayThatNoCalendarHasIsRefusedInQueriesAndPaths() {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Operation operation : new Described().operations()) {
            for (JsonNode parameter : operation.description().path("parameters")) {
                JsonNode schema = parameter.get("schema");
                String name = parameter.get("name").asString();
                if (Bodies.isDate(schema) || Bodies.isMonth(schema)) {
                    for (String year : List.of("+999999999", "-999999999", "0000", "26")) {
                        asked++;
                        String value = year + (Bodies.isDate(schema) ? "-12-31" : "-12");
                        refusedNaming(operation, parameter.get("in").asString(), name, value, wrong);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isPositive();
    }

    private void refusedNaming(Operation operation, String in, String name, String value, List<String> wrong) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        StringBuilder url = new StringBuilder(
                        operation.path().replace("{" + name + "}", encoded).replaceAll("\\{[^}]*}", "nothing"))
                .append('?');
        Map<String, String> query = new LinkedHashMap<>(Bodies.properQuery(operation));
        if (in.equals("query")) {
            query.put(name, value);
        }
        query.forEach((key, text) -> url.append(key)
                .append('=')
                .append(URLEncoder.encode(text, StandardCharsets.UTF_8))
                .append('&'));
        Answer answer = Wire.send(new Wire.Request(
                operation.method(),
                installation.uri(Parts.of(operation.path())).resolve(url.toString()),
                token,
                Map.of("Content-Type", "application/json", "Idempotency-Key", "payload"),
                operation.method().equals("GET") ? null : text("{}")));
        if (answer.status() != 400 || !answer.body().contains(name)) {
            wrong.add(operation.name() + " with " + name + "=" + value + ": " + answer.status() + " " + answer.body());
        }
    }

    @Test
    void aFieldThatTheOperationDoesNotKnowIsNamed() {
        List<String> wrong = new ArrayList<>();
        for (Write write : bodies.writes()) {
            refusedNaming(
                    write,
                    Bodies.with(write.body(), "/nonsense", JSON.readTree("1")).toString(),
                    "nonsense",
                    wrong);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aMissingFieldIsNamed() {
        List<String> wrong = new ArrayList<>();
        for (Write write : bodies.writes()) {
            for (JsonNode required : write.schema().path("required")) {
                var body = write.body().deepCopy();
                body.remove(required.asString());
                refusedNaming(write, body.toString(), required.asString(), wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsNoJsonIsRefusedEverywhere() {
        List<String> wrong = new ArrayList<>();
        Map<String, byte[]> payloads = new LinkedHashMap<>();
        payloads.put("10,000 objects deep", text("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)));
        payloads.put("10,000 lists deep", text("[".repeat(10_000) + "]".repeat(10_000)));
        payloads.put("10,000 brackets", text("[".repeat(10_000)));
        payloads.put("a number of 160,000 digits", text("{\"a\":" + "9".repeat(160_000) + "}"));
        payloads.put("a fraction of 160,000 digits", text("{\"a\":0." + "9".repeat(160_000) + "}"));
        payloads.put("a text of 800,000 letters", text("{\"name\":\"" + "x".repeat(800_000) + "\"}"));
        payloads.put("a name of 100,000 letters", text("{\"" + "x".repeat(100_000) + "\":1}"));
        payloads.put("bytes that are no UTF-8", new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'});
        payloads.put("overlong UTF-8", new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'});
        payloads.put("half a surrogate", text("{\"\\ud800\":1}"));
        payloads.put("UTF-16", "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE));
        payloads.put("two values", text("{} {}"));
        payloads.put("a comment", text("{/* */}"));
        payloads.put("a field twice", text("{\"nonsense\":1,\"nonsense\":2}"));
        payloads.put("NaN", text("{\"nonsense\":NaN}"));
        payloads.put("half an object", text("{\"a\":"));
        payloads.put("a list", text("[]"));
        payloads.put("a text", text("\"x\""));
        payloads.put("true", text("true"));
        for (Write write : bodies.writes()) {
            payloads.forEach((kind, body) -> {
                Answer answer = send(write, body, "application/json");
                if (answer.status() != 400 && answer.status() != 413) {
                    wrong.add(write.operation().name() + " answers " + kind + " with " + answer.status() + ": "
                            + answer.body());
                } else {
                    Wire.assertProblem(answer, write.operation().name() + " " + kind);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsNotSentAsJsonIsRefusedEverywhere() {
        List<String> wrong = new ArrayList<>();
        for (Write write : bodies.writes()) {
            for (String type : List.of(
                    "text/plain",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/x-java-serialized-object",
                    "application/json; charset=utf-7",
                    "*/*",
                    "nonsense")) {
                Answer answer = send(write, text(write.body().toString()), type);
                if (answer.status() < 400 || answer.status() >= 500) {
                    wrong.add(write.operation().name() + " takes " + type + ": " + answer.status() + answer.body());
                } else {
                    Wire.assertProblem(answer, write.operation().name() + " as " + type);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Of each part, with and without the length said beforehand; what is left of the heap is shown by the requests after it. */
    @Test
    void aBodyOfAHundredMegabytesIsRefusedAndCostsNoMemory() throws Exception {
        for (Part part : Part.SERVICES_AND_GATEWAY) {
            String path =
                    part == Part.GATEWAY ? "/api/v1/orders" : writeOf(part).url();
            for (Supplier<InputStream> endless :
                    List.<Supplier<InputStream>>of(PayloadsIT::oneLongText, PayloadsIT::manyProperLines)) {
                for (HttpRequest.BodyPublisher body : List.of(
                        HttpRequest.BodyPublishers.ofInputStream(endless),
                        HttpRequest.BodyPublishers.fromPublisher(
                                HttpRequest.BodyPublishers.ofInputStream(endless), 100L * MEGABYTE))) {
                    assertThat(large(installation.uri(part).resolve(path), body))
                            .as("%s", part)
                            .isIn(400, 413, BROKEN_OFF);
                }
            }
        }
        assertThat(installation.uri(Part.GATEWAY).resolve("/health"))
                .as("no part met its end over it")
                .satisfies(health -> assertThat(Wire.send(new Wire.Request("GET", health, "", Map.of(), null))
                                .status())
                        .isEqualTo(200));
        for (Part part : Part.SERVICES) {
            assertThat(send(writeOf(part), text("{\"nonsense\":1}"), "application/json")
                            .status())
                    .isEqualTo(400);
        }
    }

    /** The connection was cut while the body was still being sent, so the client could not hear why. */
    private static final int BROKEN_OFF = 0;

    private int large(URI uri, HttpRequest.BodyPublisher body) throws InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(
                            HttpRequest.newBuilder(uri)
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .header("Idempotency-Key", "large")
                                    .POST(body)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (java.io.IOException e) {
            return BROKEN_OFF;
        }
    }

    /** One text that never ends, so that nothing but a limit ends the reading. */
    private static InputStream oneLongText() {
        return hundredMegabytes("{\"name\":\"", "x");
    }

    /** Small things in their millions, each of them proper. */
    private static InputStream manyProperLines() {
        return hundredMegabytes("{\"lines\":[", "{\"sku\":\"a\",\"quantity\":1},");
    }

    private static InputStream hundredMegabytes(String start, String again) {
        byte[] piece = again.repeat(MEGABYTE / again.length()).getBytes(StandardCharsets.US_ASCII);
        return new java.io.SequenceInputStream(
                new java.io.ByteArrayInputStream(text(start)),
                new java.io.SequenceInputStream(
                        java.util.Collections.enumeration(java.util.Collections.nCopies(101, 0).stream()
                                .map(i -> (InputStream) new java.io.ByteArrayInputStream(piece))
                                .toList())));
    }

    private Write writeOf(Part part) {
        return bodies.writes().stream()
                .filter(write -> write.operation().method().equals("POST")
                        && Parts.of(write.operation().path()) == part)
                .findFirst()
                .orElseThrow();
    }

    private void refusedNaming(Write write, String body, String field, List<String> wrong) {
        Answer answer = send(write, text(body), "application/json");
        String asked = write.operation().name() + " with " + field + " in " + body;
        if (answer.status() != 400) {
            wrong.add(asked + ": " + answer.status() + " " + answer.body());
            return;
        }
        JsonNode problem = Wire.assertProblem(answer, asked);
        List<String> named = new ArrayList<>();
        for (JsonNode error : problem.path("errors")) {
            named.add(error.path("field").asString());
        }
        if (named.stream().noneMatch(name -> name.startsWith(field))) {
            wrong.add(asked + " is not named: " + answer.body());
        }
    }

    private Answer send(Write write, byte[] body, String type) {
        URI uri = installation.uri(Parts.of(write.operation().path())).resolve(write.url());
        return Wire.send(new Wire.Request(
                write.operation().method(),
                uri,
                token,
                Map.of("Content-Type", type, "Idempotency-Key", "payload"),
                body));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
