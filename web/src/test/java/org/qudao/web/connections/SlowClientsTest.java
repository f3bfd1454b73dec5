package org.qudao.web.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/** All at once, against one server: they mostly wait. */
@Execution(CONCURRENT)
class SlowClientsTest {

    private static final String WITHOUT_BODY = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private static final int LONG_ANSWER_BYTES = 200_000;

    private static final Tomcat TOMCAT = new Tomcat();

    @BeforeAll
    static void start(@TempDir Path directory) throws LifecycleException {
        TOMCAT.setBaseDir(directory.toString());
        Connector connector = new Connector(LimitedPatience.class.getName());
        connector.setPort(0);
        connector.setProperty("headersWithinMs", "1500");
        connector.setProperty("answerFreelyForMs", "1500");
        // or the kernel would take the whole answer for the client
        connector.setProperty("socket.txBufSize", "4096");
        TOMCAT.setConnector(connector);
        TOMCAT.getEngine().getPipeline().addValve(new RestOfBody());
        Context context = TOMCAT.addContext("", null);
        Tomcat.addServlet(context, "refusing", new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.setStatus(401);
                response.getOutputStream().print("refused");
            }
        });
        context.addServletMappingDecoded("/", "refusing");
        Tomcat.addServlet(context, "telling", new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.setContentLength(LONG_ANSWER_BYTES);
                response.getOutputStream().write(new byte[LONG_ANSWER_BYTES]);
            }
        });
        context.addServletMappingDecoded("/long", "telling");
        TOMCAT.start();
    }

    @AfterAll
    static void stop() throws LifecycleException {
        TOMCAT.stop();
        TOMCAT.destroy();
    }

    @Test
    void closesAConnectionWhoseHeadersDoNotEnd() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "GET / HTTP/1.1\r\nHost: x\r\n");
            closesWhileSending(socket, "X-A: b\r\n", Duration.ofSeconds(5));
        }
    }

    @Test
    void closesAConnectionWhoseBodyDoesNotEndAfterTheAnswer() throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(3_000);
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
            assertThat(read(socket)).startsWith("HTTP/1.1 401");
            closesWhileSending(socket, "x", Duration.ofSeconds(10));
        }
    }

    @Test
    void keepsAConnectionThatIsIdleBetweenRequestsOrSendsInTime() throws IOException {
        try (Socket socket = connect()) {
            send(socket, WITHOUT_BODY);
            assertThat(read(socket)).startsWith("HTTP/1.1 401");
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nb");
            assertThat(read(socket)).startsWith("HTTP/1.1 401");
            send(socket, "ody" + WITHOUT_BODY);
            assertThat(read(socket)).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void closesAConnectionWhoseClientTakesTheAnswerByteByByte() throws IOException {
        try (Socket socket = reader()) {
            InputStream in = socket.getInputStream();
            int[] taken = {0};
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> (taken[0] += in.readNBytes(32).length) >= 25 * 32);
            assertThat(in.readAllBytes().length).isLessThan(LONG_ANSWER_BYTES / 2);
        }
    }

    @Test
    void letsAClientTakeALongAnswerInItsTime() throws IOException {
        try (Socket socket = reader()) {
            InputStream in = socket.getInputStream();
            int[] taken = {0};
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        taken[0] += in.readNBytes(Math.min(6_000, LONG_ANSWER_BYTES - taken[0])).length;
                        return taken[0] == LONG_ANSWER_BYTES;
                    });
        }
    }

    /** Asks for the long answer, with room for little of it on the way. */
    private Socket reader() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2_048);
        socket.connect(new InetSocketAddress("localhost", TOMCAT.getConnector().getLocalPort()));
        send(socket, "GET /long HTTP/1.1\r\nHost: x\r\n\r\n");
        return socket;
    }

    private Socket connect() throws IOException {
        return new Socket("localhost", TOMCAT.getConnector().getLocalPort());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** One answer, whose body is its end. */
    private static String read(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("refused") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            answer.append((char) next);
        }
        return answer.toString();
    }

    private static void closesWhileSending(Socket socket, String text, Duration within) {
        await().atMost(within).until(() -> {
            try {
                send(socket, text);
                return false;
            } catch (SocketException e) {
                return true;
            }
        });
    }
}
