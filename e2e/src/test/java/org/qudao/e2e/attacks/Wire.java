package org.qudao.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qudao.e2e.Api.Answer;
import tools.jackson.databind.JsonNode;

/** Sends requests as no proper client would, to any address of the installation. */
final class Wire {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    /** A frame of a stack trace, or a name out of a package. */
    private static final Pattern INSIDES = Pattern.compile(
            "\\tat |\\.java:\\d|Exception|(org|com|java|jakarta|tools|io)\\.[a-z]+\\.[a-z.]*[A-Z]|BSON|mongo",
            Pattern.CASE_INSENSITIVE);

    /** A request as it will be sent; the token is left out when it is empty. */
    record Request(String method, URI uri, String token, Map<String, String> headers, byte @Nullable [] body) {}

    private Wire() {}

    static Answer send(Request request) {
        HttpRequest.Builder built = HttpRequest.newBuilder(request.uri()).timeout(Duration.ofSeconds(30));
        if (!request.token().isEmpty()) {
            built.header("Authorization", "Bearer " + request.token());
        }
        request.headers().forEach(built::header);
        byte[] body = request.body();
        built.method(
                request.method(),
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            HttpResponse<String> answer = HTTP.send(built.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
            return new Answer(answer.statusCode(), answer.body(), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static boolean showsTheInside(String text) {
        return INSIDES.matcher(text).find();
    }

    /** A refusal by RFC 9457 that says nothing about the inside. */
    static JsonNode assertProblem(Answer answer, String of) {
        assertThat(answer.status()).as("%s: %s", of, answer.body()).isBetween(400, 499);
        assertThat(answer.headers().getOrDefault("Content-Type", ""))
                .as("%s: %s", of, answer)
                .startsWith("application/problem+json");
        assertThat(showsTheInside(answer.body()))
                .as("%s lets the inside be seen: %s", of, answer.body())
                .isFalse();
        JsonNode problem = answer.json();
        assertThat(problem.path("status").asInt())
                .as("%s: %s", of, answer.body())
                .isEqualTo(answer.status());
        assertThat(problem.path("type").asString(""))
                .as("%s: %s", of, answer.body())
                .startsWith("https://qudao.org/problems/");
        assertThat(problem.path("detail").asString(""))
                .as("%s: %s", of, answer.body())
                .isNotBlank();
        return problem;
    }
}
