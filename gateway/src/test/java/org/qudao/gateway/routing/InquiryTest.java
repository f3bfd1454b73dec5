package org.qudao.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InquiryTest {

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anAnswerThatDoesNotEndIsGivenUpAndItsConnectionClosed() throws IOException {
        try (ServerSocket service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<HttpResponse<String>> answer = new Inquiry(Duration.ofSeconds(2))
                    .get(URI.create("http://localhost:" + service.getLocalPort()), BodyHandlers.ofString());
            try (Socket connection = service.accept()) {
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun"
                                .getBytes(StandardCharsets.US_ASCII));

                assertThatThrownBy(answer::join).hasRootCauseInstanceOf(TimeoutException.class);
                assertThat(connection.getInputStream().readAllBytes())
                        .as("the request, to its end")
                        .isNotEmpty();
            }
        }
    }
}
