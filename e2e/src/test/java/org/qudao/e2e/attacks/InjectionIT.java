package org.qudao.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.qudao.e2e.Api.Answer;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Rounds;
import org.qudao.e2e.attacks.Described.Operation;
import org.qudao.platform.test.Tokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Operators of the store, and texts made to keep a pattern busy, in every place where a request can hold a text. */
class InjectionIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final List<String> OPERATORS = List.of(
            "{\"$ne\":null}",
            "{\"$gt\":\"\"}",
            "{\"$where\":\"sleep(5000)\"}",
            "{\"$regex\":\".*\"}",
            "{\"$in\":[\"HQ\"]}",
            "{\"$expr\":{\"$eq\":[1,1]}}",
            "{\"$or\":[{},{}]}");

    /** Made for the patterns that are known to run away: repeated groups, alternatives that overlap, ends that never match. */
    private static final List<String> CATASTROPHES = List.of(
            "a".repeat(3_000) + "!",
            "0".repeat(3_000) + "x",
            " ".repeat(3_000) + "x",
            ".-_".repeat(1_000) + "!",
            "=".repeat(3_000) + "\n",
            "(a+)+$",
            "((((((((((.*)*)*)*)*)*)*)*)*)*)*x",
            "2026-".repeat(600),
            "\t".repeat(1_500) + "\r",
            "é".repeat(500) + "\u0000");

    private final Installation installation = Installation.shared();
    private final Bodies bodies = new Bodies();
    private final Rounds rounds = new Rounds();

    @Test
    void anOperatorInAFieldIsNoValue() {
        List<String> wrong = new ArrayList<>();
        for (Bodies.Write write : bodies.writes()) {
            bodies.fields(write).keySet().forEach(pointer -> {
                for (String operator : rounds.some(OPERATORS, 1)) {
                    JsonNode body = Bodies.with(write.body(), pointer, JSON.readTree(operator));
                    Answer answer = send(write.operation(), write.url(), Tokens.hq(), body.toString());
                    String asked = write.operation().name() + " with " + body;
                    if (answer.status() != 400) {
                        wrong.add(asked + ": " + answer.status() + " " + answer.body());
                    } else {
                        Wire.assertProblem(answer, asked);
                    }
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    /** Asked as a dealer who owns nothing: whatever comes back belongs to somebody else. */
    @Test
    void anOperatorInAQueryShowsNobodysRows() {
        List<String> wrong = new ArrayList<>();
        String nobody = Tokens.dealer("nobody-" + UUID.randomUUID());
        for (Operation operation : reads()) {
            for (JsonNode parameter : operation.description().path("parameters")) {
                String name = parameter.get("name").asString();
                for (String operator : rounds.some(OPERATORS, 1)) {
                    Map<String, String> values = new LinkedHashMap<>();
                    values.put(name, operator);
                    values.put(name + "[$ne]", "");
                    values.put(name + "[$regex]", ".*");
                    values.put(name + ".$gt", "");
                    values.put("$where", "1");
                    values.forEach((key, value) -> {
                        Answer answer = read(
                                operation,
                                nobody,
                                key,
                                value,
                                parameter.get("in").asString().equals("path") && key.equals(name));
                        looksHarmless(operation, key + "=" + value, answer, wrong);
                        boolean catalogue = operation.path().startsWith("/api/v1/products")
                                || operation.path().startsWith("/api/v1/availability");
                        if (answer.status() == 200
                                && !catalogue
                                && (answer.json().path("items").size() > 0
                                        || answer.json().path("rows").size() > 0)) {
                            wrong.add(operation.name() + " " + key + "=" + value + " shows " + answer.body());
                        }
                    });
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Paths, queries and headers of what changes something, asked by those who may: nothing is called by an operator. */
    @Test
    void anOperatorInTheAddressOrTheHeadersOfAWriteNamesNothing() {
        List<String> wrong = new ArrayList<>();
        Map<String, Bodies.Write> proper = new HashMap<>();
        bodies.writes().forEach(write -> proper.put(write.operation().name(), write));
        for (Operation operation : new Described().operations()) {
            if (operation.method().equals("GET")) {
                continue;
            }
            Bodies.Write write = proper.get(operation.name());
            byte[] body = write == null ? new byte[0] : write.body().toString().getBytes(StandardCharsets.UTF_8);
            for (JsonNode parameter : operation.description().path("parameters")) {
                for (String operator : rounds.some(OPERATORS, 1)) {
                    String in = parameter.get("in").asString();
                    String name = parameter.get("name").asString();
                    Map<String, String> headers = new LinkedHashMap<>(
                            Map.of("Content-Type", write == null ? "text/csv" : "application/json"));
                    headers.put("Idempotency-Key", "injection");
                    if (in.equals("header")) {
                        headers.put(name, operator);
                    }
                    Answer answer = Wire.send(new Wire.Request(
                            operation.method(),
                            installation
                                    .uri(Parts.of(operation.path()))
                                    .resolve(address(operation, in, name, operator)),
                            Tokens.hq(),
                            headers,
                            body));
                    looksHarmless(operation, name + "=" + operator, answer, wrong);
                    boolean removedNothing = operation.method().equals("DELETE") && answer.status() == 204;
                    if (in.equals("path") && answer.status() < 400 && !removedNothing) {
                        wrong.add(operation.name() + " " + name + "=" + operator + " did something: " + answer.body());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Asked as headquarters, who see everything: a filter by what nobody is called finds nothing. */
    @Test
    void anOperatorIsTakenForATextThatNothingEquals() {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : reads()) {
            for (JsonNode parameter : operation.description().path("parameters")) {
                String name = parameter.get("name").asString();
                boolean isFilter =
                        parameter.get("schema").path("type").asString("").equals("string")
                                && !parameter.get("schema").has("enum")
                                && !parameter.get("schema").has("format")
                                && !name.equals("after");
                if (!isFilter) {
                    continue;
                }
                for (String operator : rounds.some(OPERATORS, 1)) {
                    Answer answer = read(
                            operation,
                            Tokens.hq(),
                            name,
                            operator,
                            parameter.get("in").asString().equals("path"));
                    looksHarmless(operation, name + "=" + operator, answer, wrong);
                    if (answer.status() == 200
                            && (answer.json().path("items").size() > 0
                                    || answer.json().path("rows").size() > 0)
                            && !operation.path().equals("/api/v1/availability")
                            && !PROJECTIONS.contains(operation.path() + " " + name)) {
                        wrong.add(operation.name() + " " + name + "=" + operator + " finds " + answer.body());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Parameters that say what is measured, not what is shown: every partner has a row, with or without sales of the line. */
    private static final List<String> PROJECTIONS =
            List.of("/api/v1/attainment productLine", "/api/v1/attainment/salespeople productLine");

    @Test
    void noTextTakesLongToBeRefused() {
        List<String> wrong = new ArrayList<>();
        for (Bodies.Write write : bodies.writes()) {
            bodies.fields(write).forEach((pointer, schema) -> {
                if (schema.path("type").asString("").equals("string")) {
                    for (String text : rounds.some(CATASTROPHES, 1)) {
                        JsonNode body = Bodies.with(write.body(), pointer, JSON.valueToTree(text.repeat(20)));
                        timed(
                                write.operation(),
                                pointer,
                                wrong,
                                () -> send(write.operation(), write.url(), Tokens.hq(), body.toString()));
                    }
                }
            });
        }
        for (Operation operation : reads()) {
            for (JsonNode parameter : operation.description().path("parameters")) {
                for (String text : rounds.some(CATASTROPHES, 1)) {
                    String name = parameter.get("name").asString();
                    timed(
                            operation,
                            name,
                            wrong,
                            () -> read(
                                    operation,
                                    Tokens.hq(),
                                    name,
                                    text.substring(0, Math.min(text.length(), 1_000)),
                                    parameter.get("in").asString().equals("path")));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private interface Asking {
        Answer ask();
    }

    private static void timed(Operation operation, String where, List<String> wrong, Asking asking) {
        long start = System.nanoTime();
        Answer answer = asking.ask();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        looksHarmless(operation, where, answer, wrong);
        if (took.compareTo(AT_ONCE) > 0) {
            wrong.add(operation.name() + " " + where + " took " + took);
        }
    }

    private static void looksHarmless(Operation operation, String where, Answer answer, List<String> wrong) {
        if (answer.status() >= 500) {
            wrong.add(operation.name() + " " + where + ": " + answer.status() + " " + answer.body());
        } else if (answer.status() >= 400) {
            Wire.assertProblem(answer, operation.name() + " " + where);
        }
    }

    private List<Operation> reads() {
        return new Described()
                .operations().stream()
                        .filter(operation -> operation.method().equals("GET"))
                        .toList();
    }

    private Answer read(Operation operation, String token, String name, String value, boolean inPath) {
        return send(operation, address(operation, inPath ? "path" : "query", name, value), token, null);
    }

    /** The operation's address with one value in its place, and otherwise names of nothing. */
    private static String address(Operation operation, String in, String name, String value) {
        Map<String, String> query = new HashMap<>(Bodies.properQuery(operation));
        String path = operation.path();
        if (in.equals("path")) {
            path = path.replace(
                    "{" + name + "}",
                    URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
        } else if (in.equals("query")) {
            query.put(name, value);
        }
        path = Pattern.compile("\\{[^}]*}")
                .matcher(path)
                .replaceAll(operation.path().contains("imports") ? "orders" : "nothing");
        StringBuilder url = new StringBuilder(path).append('?');
        query.forEach((key, text) -> url.append(URLEncoder.encode(key, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(text, StandardCharsets.UTF_8))
                .append('&'));
        return url.toString();
    }

    private Answer send(Operation operation, String url, String token, @org.jspecify.annotations.Nullable String body) {
        URI uri = installation.uri(Parts.of(operation.path())).resolve(url);
        return Wire.send(new Wire.Request(
                operation.method(),
                uri,
                token,
                body == null ? Map.of() : Map.of("Content-Type", "application/json", "Idempotency-Key", "injection"),
                body == null ? null : body.getBytes(StandardCharsets.UTF_8)));
    }
}
