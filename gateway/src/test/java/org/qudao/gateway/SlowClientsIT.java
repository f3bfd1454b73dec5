package org.qudao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** Clients who send a byte every 100 ms, for ever, to a gateway that waits 2 s and then wants 4 KB per second; all at once, for they mostly wait. */
class SlowClientsIT {

    private static final Duration ENDED_WITHIN = Duration.ofSeconds(30);

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new TestGateway("qudao.gateway.request-limits.patience.start=2s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    @Execution(CONCURRENT)
    void headersThatNeverEndAreNotWaitedFor() {
        assertThat(answerTo("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: "))
                .isEmpty();
    }

    @Test
    @Execution(CONCURRENT)
    void aBodyInDropsIsRefused() {
        assertThat(answerTo(post("/api/v1/nodes", gateway.issuer.hq()))).startsWith("HTTP/1.1 408");
    }

    @Test
    @Execution(CONCURRENT)
    void theRestOfARefusedBodyIsNotWaitedFor() {
        assertThat(answerTo(post("/api/v1/nodes", "nobody"))).startsWith("HTTP/1.1 401");
    }

    private static String post(String path, String token) {
        return "POST " + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer " + token
                + "\r\nContent-Length: 100000\r\n\r\n";
    }

    /** What came until the gateway ended the connection. */
    private static String answerTo(String beginning) {
        return assertTimeoutPreemptively(ENDED_WITHIN, () -> {
            StringBuilder answer = new StringBuilder();
            try (Socket socket = new Socket("localhost", gateway.port())) {
                socket.setSoTimeout(100);
                OutputStream out = socket.getOutputStream();
                out.write(beginning.getBytes(StandardCharsets.US_ASCII));
                while (read(socket.getInputStream(), answer)) {
                    out.write('x');
                }
            } catch (SocketException ended) {
                // with a reset, for it had not read everything
            }
            return answer.toString();
        });
    }

    private static boolean read(InputStream in, StringBuilder answer) throws IOException {
        byte[] buffer = new byte[4_096];
        try {
            int read = in.read(buffer);
            answer.append(new String(buffer, 0, Math.max(0, read), StandardCharsets.UTF_8));
            return read >= 0;
        } catch (SocketTimeoutException nothingYet) {
            return true;
        }
    }
}
