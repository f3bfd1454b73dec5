package org.qudao.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a gateway that answers what each test wants. */
class SampleImportTest {

    private static final String FINISHED =
            """
            {"id":"x","kind":"nodes","state":"FINISHED","rows":2,"units":2,"inserted":1,"updated":0,"unchanged":0,"rejected":1,
             "rejectFile":"/api/v1/imports/nodes/x/rejects"}""";
    private static final String CLEAN =
            """
            {"id":"y","kind":"orders","state":"FINISHED","rows":1,"units":1,"inserted":1,"updated":0,"unchanged":0,"rejected":0,
             "rejectFile":null}""";

    /** What the gateway saw. */
    private record Request(String method, String path, String importId, String authorization, String body) {}

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<String>> answers = new ConcurrentHashMap<>();
    private final List<Progress> progress = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void startGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        answer("GET /api/v1/imports/nodes/readiness", "200 {\"ready\":true,\"unpublished\":false,\"unread\":0}");
        answer("GET /api/v1/imports/orders/readiness", "200 {\"ready\":true,\"unpublished\":false,\"unread\":0}");
    }

    @AfterEach
    void stopGateway() {
        server.stop(0);
    }

    @Test
    void sendsEachTableInOrderAndReportsWhatBecameOfIt() throws InterruptedException {
        answer("POST /api/v1/imports/nodes", "200 " + FINISHED);
        answer("POST /api/v1/imports/orders", "200 " + CLEAN);

        SampleReport report = run();

        assertThat(posts())
                .extracting(Request::path, Request::authorization, Request::body)
                .containsExactly(
                        tuple("/api/v1/imports/nodes", "Bearer secret", "node_id,name\r\nD1,One\r\nD2,Two\r\n"),
                        tuple("/api/v1/imports/orders", "Bearer secret", "order_number\r\nO1\r\n"));
        assertThat(report.lines())
                .extracting(SampleReport.Line::kind, SampleReport.Line::inserted, SampleReport.Line::rejected)
                .containsExactly(tuple("nodes", 1L, 1L), tuple("orders", 1L, 0L));
        assertThat(report.table())
                .contains("nodes", "total", "rejects of nodes: GET /api/v1/imports/nodes/x/rejects")
                .doesNotContain("rejects of orders");
        assertThat(progress)
                .extracting(Progress::kind, Progress::stage, Progress::rowsDone, Progress::rowsTotal)
                .containsExactly(
                        tuple("nodes", Progress.Stage.IMPORTING, 0L, 2L),
                        tuple("nodes", Progress.Stage.DONE, 2L, 2L),
                        tuple("orders", Progress.Stage.WAITING, 0L, 1L),
                        tuple("orders", Progress.Stage.IMPORTING, 0L, 1L),
                        tuple("orders", Progress.Stage.DONE, 1L, 1L));
    }

    @Test
    void waitsUntilTheOneServiceHasPublishedAndTheOtherHasRead() throws InterruptedException {
        answer("POST /api/v1/imports/nodes", "200 " + FINISHED);
        answer("POST /api/v1/imports/orders", "200 " + CLEAN);
        answer(
                "GET /api/v1/imports/nodes/readiness",
                "200 {\"ready\":false,\"unpublished\":true,\"unread\":0}",
                "503 {}",
                "200 {\"ready\":true,\"unpublished\":false,\"unread\":0}");
        answer(
                "GET /api/v1/imports/orders/readiness",
                "200 {\"ready\":false,\"unpublished\":false,\"unread\":7}",
                "200 {\"ready\":true,\"unpublished\":false,\"unread\":0}");

        run();

        assertThat(requests.stream()
                        .filter(request -> request.method().equals("POST")
                                || request.path().endsWith("/readiness")))
                .extracting(request -> request.method() + " " + request.path())
                .containsExactly(
                        "POST /api/v1/imports/nodes",
                        "GET /api/v1/imports/nodes/readiness",
                        "GET /api/v1/imports/nodes/readiness",
                        "GET /api/v1/imports/nodes/readiness",
                        "GET /api/v1/imports/orders/readiness",
                        "GET /api/v1/imports/orders/readiness",
                        "POST /api/v1/imports/orders");
    }

    @Test
    void sendsAgainWithTheSameIdWhenTheServiceIsAwayOrTheConnectionBreaks() throws InterruptedException {
        answer("POST /api/v1/imports/nodes", "503 {}", "cut", "409 {}", "200 " + FINISHED);
        answer("POST /api/v1/imports/orders", "200 " + CLEAN);

        run();

        List<Request> nodes =
                posts().stream().filter(post -> post.path().endsWith("/nodes")).toList();
        assertThat(nodes).hasSize(4);
        assertThat(nodes)
                .extracting(Request::importId)
                .containsOnly(nodes.getFirst().importId());
        assertThat(nodes).extracting(Request::body).containsOnly("node_id,name\r\nD1,One\r\nD2,Two\r\n");
    }

    @Test
    void stopsAtAKindThatIsRefusedAndSaysWhatTheServiceAnswered() {
        answer("POST /api/v1/imports/nodes", "400 {\"detail\":\"Columns missing: kind\"}");

        assertThatThrownBy(this::run)
                .isInstanceOf(SampleImportFailed.class)
                .hasMessageContaining("nodes")
                .hasMessageContaining("Columns missing: kind");
        assertThat(posts()).hasSize(1);
    }

    private SampleReport run() throws InterruptedException {
        SampleImport sample = new SampleImport(new Sample() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Personas personas() {
                return new Personas("R", "D1", null);
            }

            @Override
            public List<SampleTable> tables() {
                return List.of(
                        new SampleTable(
                                "nodes",
                                List.of(),
                                List.of("node_id", "name"),
                                () -> Stream.of(List.of("D1", "One"), List.of("D2", "Two"))),
                        new SampleTable(
                                "orders", List.of("nodes"), List.of("order_number"), () -> Stream.of(List.of("O1"))));
            }
        });
        return sample.run(
                URI.create("http://localhost:" + server.getAddress().getPort()), () -> "secret", progress::add);
    }

    private List<Request> posts() {
        return requests.stream()
                .filter(request -> request.method().equals("POST"))
                .toList();
    }

    /** One after the other; the last one stays. */
    private void answer(String request, String... inTurn) {
        answers.put(request, new ArrayDeque<>(List.of(inTurn)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        List<String> importId = new ArrayList<>(exchange.getRequestHeaders().getOrDefault("Import-Id", List.of("")));
        requests.add(new Request(
                exchange.getRequestMethod(),
                path,
                importId.getFirst(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                body));
        Deque<String> inTurn =
                answers.getOrDefault(exchange.getRequestMethod() + " " + path, new ArrayDeque<>(List.of("404 {}")));
        String answer = inTurn.size() > 1 ? inTurn.removeFirst() : inTurn.getFirst();
        if (answer.equals("cut")) {
            exchange.close();
            return;
        }
        byte[] text = answer.substring(4).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }
}
