package org.qudao.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qudao.e2e.Api.Answer;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.platform.test.Tokens;

/**
 * Requests whose end can be read in two ways. Each hides a second request in what may be its body: at the gateway and at a service the
 * hidden request must never be answered, and what others ask afterwards must get the answer to what they asked.
 */
class SmugglingIT {

    /** Answered with 404, after which the connection stays open for the next request: a malformed one would end it. */
    private static final String BODY = "{\"nodeId\":\"nothing\",\"lines\":[{\"sku\":\"x\",\"quantity\":1}]}";

    private static final String HIDDEN = "GET /health HTTP/1.1\r\nHost: hidden\r\n\r\n";

    private static final String LENGTH = "Content-Length: " + BODY.length() + "\r\n";
    private static final String HEX = Integer.toHexString(BODY.length());

    /** An encoding or a protocol that the server does not speak. */
    private static final Set<Integer> NOT_SPOKEN = Set.of(501, 505);

    private final Installation installation = Installation.shared();

    /** Otherwise the other test could not fail. */
    @Test
    void aSecondRequestThatIsNotHiddenIsAnswered() {
        assertThat(RawHttp.exchange(installation.uri(Part.GATEWAY), HIDDEN + HIDDEN))
                .hasSize(2);
        assertThat(RawHttp.exchange(installation.uri(Part.GATEWAY), post(LENGTH, BODY + HIDDEN)))
                .hasSize(2);
    }

    /** The line that begins with a space belongs to the header before it, so the body is as long as the other header says. */
    @Test
    void aFoldedLineIsNoHeader() {
        for (Part part : List.of(Part.GATEWAY, Part.ORDER)) {
            List<Answer> answers = RawHttp.exchange(
                    installation.uri(part),
                    post(
                            "X: y\r\n Content-Length: " + (BODY.length() + HIDDEN.length()) + "\r\n" + LENGTH,
                            BODY + HIDDEN));
            assertThat(answers.getFirst().status()).isIn(400, 404);
            assertThat(answers).hasSize(answers.getFirst().status() == 400 ? 1 : 2);
        }
    }

    @Test
    void whatIsHiddenInABodyIsNeverAnswered() {
        List<String> wrong = new ArrayList<>();
        for (Part part : List.of(Part.GATEWAY, Part.ORDER)) {
            URI to = installation.uri(part);
            crooked().forEach((kind, request) -> {
                List<Answer> answers = RawHttp.exchange(to, request);
                if (answers.size() > 1) {
                    wrong.add(part + ", " + kind + ": the hidden request is answered with "
                            + answers.getLast().status());
                }
                for (Answer answer : answers) {
                    if (answer.status() < 400 || answer.status() >= 500 && !NOT_SPOKEN.contains(answer.status())) {
                        wrong.add(part + ", " + kind + ": " + answer.status());
                    }
                }
            });
            othersGetTheirOwnAnswers(wrong);
        }
        assertThat(wrong).isEmpty();
    }

    private void othersGetTheirOwnAnswers(List<String> wrong) {
        for (int i = 0; i < 20; i++) {
            String id = "nothing-" + i;
            Answer answer = installation.hq().get("/api/v1/orders/" + id);
            if (answer.status() != 404 || !answer.body().contains(id)) {
                wrong.add("asked for " + id + ", got " + answer.status() + " " + answer.body());
            }
        }
    }

    /** A POST with these headers after the usual ones, and this body. */
    private static String post(String headers, String body) {
        return "POST /api/v1/order-previews HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + Tokens.hq() + "\r\n" + headers + "\r\n" + body;
    }

    private static Map<String, String> crooked() {
        String chunks = HEX + "\r\n" + BODY + "\r\n0\r\n\r\n";
        String hex = Integer.toHexString(HIDDEN.length());
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put(
                "CL.TE",
                post(
                        "Content-Length: " + (chunks.length() + HIDDEN.length()) + "\r\nTransfer-Encoding: chunked\r\n",
                        chunks + HIDDEN));
        requests.put(
                "TE.CL",
                post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", hex + "\r\n" + HIDDEN + "\r\n0\r\n\r\n"));
        requests.put(
                "two lengths",
                post(LENGTH + "Content-Length: " + (BODY.length() + HIDDEN.length()) + "\r\n", BODY + HIDDEN));
        requests.put(
                "two lengths in one",
                post(
                        "Content-Length: " + BODY.length() + ", " + (BODY.length() + HIDDEN.length()) + "\r\n",
                        BODY + HIDDEN));
        requests.put("a negative length", post("Content-Length: -1\r\n", HIDDEN));
        requests.put("a length with a sign", post("Content-Length: +" + BODY.length() + "\r\n", BODY + HIDDEN));
        requests.put("a length in hex", post("Content-Length: 0x" + HEX + "\r\n", BODY + HIDDEN));
        requests.put("a huge length", post("Content-Length: 99999999999999999999\r\n", BODY + HIDDEN));
        requests.put(
                "a space before the colon",
                post("Transfer-Encoding : chunked\r\nContent-Length: " + HIDDEN.length() + "\r\n", HIDDEN));
        requests.put(
                "a folded header",
                post("Transfer-Encoding:\r\n chunked\r\nContent-Length: " + BODY.length() + "\r\n", BODY + HIDDEN));
        requests.put("an encoding of no kind", post("Transfer-Encoding: xchunked\r\n", chunks + HIDDEN));
        requests.put("chunked and identity", post("Transfer-Encoding: chunked, identity\r\n", chunks + HIDDEN));
        requests.put(
                "chunked twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", chunks + HIDDEN));
        requests.put("chunked in quotes", post("Transfer-Encoding: \"chunked\"\r\n", chunks + HIDDEN));
        requests.put(
                "a vertical tab before chunked",
                post("Transfer-Encoding: \u000bchunked\r\nContent-Length: " + BODY.length() + "\r\n", BODY + HIDDEN));
        requests.put(
                "a bare CR in a header",
                post("X: y\rTransfer-Encoding: chunked\r\nContent-Length: " + BODY.length() + "\r\n", BODY + HIDDEN));
        requests.put(
                "a NUL in a header", post("X: y\u0000z\r\nContent-Length: " + BODY.length() + "\r\n", BODY + HIDDEN));
        requests.put(
                "a chunk size with a sign",
                post("Transfer-Encoding: chunked\r\n", "+" + HEX + "\r\n" + BODY + "\r\n0\r\n\r\n" + HIDDEN));
        requests.put(
                "a chunk size that overflows",
                post(
                        "Transfer-Encoding: chunked\r\n",
                        "FFFFFFFFFFFFFFFF" + HEX + "\r\n" + BODY + "\r\n0\r\n\r\n" + HIDDEN));
        requests.put(
                "a chunk that is longer than it says",
                post("Transfer-Encoding: chunked\r\n", "1\r\n" + BODY + "\r\n0\r\n\r\n" + HIDDEN));
        requests.put(
                "a length in a trailer",
                post(
                                "Transfer-Encoding: chunked\r\n",
                                HEX + "\r\n" + BODY + "\r\n0\r\nContent-Length: 5\r\nTransfer-Encoding: x\r\n\r\n")
                        .replace("HTTP/1.1\r\n", "HTTP/1.1\r\nConnection: close\r\n"));
        requests.put(
                "a protocol without chunks",
                post("Transfer-Encoding: chunked\r\nContent-Length: " + HIDDEN.length() + "\r\n", HIDDEN)
                        .replace("HTTP/1.1\r\nHost: localhost", "HTTP/1.0\r\nHost: localhost"));
        requests.put("two hosts", post("Host: other\r\nContent-Length: " + BODY.length() + "\r\n", BODY));
        requests.put("no host", post(LENGTH, BODY).replace("Host: localhost\r\n", ""));
        requests.put("an unknown protocol", post(LENGTH, BODY + HIDDEN).replaceFirst("HTTP/1.1", "HTTP/1.9"));
        requests.put("a method of no kind", "G\"ET / HTTP/1.1\r\nHost: localhost\r\n\r\n" + HIDDEN);
        requests.put(
                "a line of nothing but a LF in a header name",
                post("X\nY: z\r\nContent-Length: " + BODY.length() + "\r\n", BODY + HIDDEN));
        return requests;
    }
}
