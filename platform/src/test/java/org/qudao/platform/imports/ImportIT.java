package org.qudao.platform.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qudao.platform.Platform;
import org.qudao.platform.events.EventSubscription;
import org.qudao.platform.events.PublishedTopics;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.OutgoingEvent;
import org.qudao.platform.test.Infrastructure;
import org.qudao.platform.test.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The import API as its users see it. */
@SpringBootTest(
        classes = ImportIT.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=platform-test")
class ImportIT {

    private static final String TOPIC = "test.import";
    private static final String HEADER = "report_id,place_id,sku,counted\n";

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry registry) {
        Infrastructure.register(registry, "platform");
    }

    @EnableAutoConfiguration
    @Import(Platform.class)
    static class Application {

        final CountDownLatch mayRead = new CountDownLatch(1);

        @Bean
        StockCounts stockCounts() {
            return new StockCounts();
        }

        @Bean
        Aggregates imported(AggregatesFactory factory) {
            return factory.of("imported", TOPIC);
        }

        @Bean
        PublishedTopics topics() {
            return PublishedTopics.of(TOPIC);
        }

        @Bean
        EventSubscription subscription() {
            return EventSubscription.to(TOPIC, "import-test").each("Imported", Thing.class, event -> {
                try {
                    mayRead.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    public record Thing(String id) {}

    @Autowired
    Application application;

    @Autowired
    StockCounts counts;

    @Autowired
    Aggregates imported;

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final String id = "I-" + UUID.randomUUID();

    @BeforeEach
    void forget() {
        counts.stored.clear();
        counts.beforeStore = () -> {};
    }

    @Test
    void answersWithTheSummaryAndKeepsItWithTheRejects() {
        HttpResponse<String> answer = post("stock-counts", id, HEADER + "R1,W1,A,1\nR2,W9,=1+1,x\nR3,W9,A,2\n");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode summary = json.readTree(answer.body());
        assertThat(summary.path("id").asString()).isEqualTo(id);
        assertThat(summary.path("state").asString()).isEqualTo("FINISHED");
        assertThat(summary.path("rows").asInt()).isEqualTo(3);
        assertThat(summary.path("inserted").asInt()).isEqualTo(1);
        assertThat(summary.path("rejected").asInt()).isEqualTo(2);
        assertThat(summary.path("startedBy").asString()).isEqualTo("headquarters");
        assertThat(json.readTree(get("stock-counts/" + id, Tokens.hq()).body())).isEqualTo(summary);

        HttpResponse<String> rejects =
                get(summary.path("rejectFile").asString().substring("/api/v1/imports/".length()), Tokens.hq());
        assertThat(rejects.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(rejects.body().lines()).hasSize(4);
        assertThat(rejects.body())
                .startsWith("row,column,rule,value,message")
                .contains("3,sku,id,'=1+1,")
                .contains("3,counted,integer,x,")
                .contains("4,place_id,unknown-place,W9,");
    }

    @Test
    void aUnitThatIsTooLongMayHaveWrongCellsBesides() {
        HttpResponse<String> answer =
                post("stock-counts", id, HEADER + "R1,W1,A,x\nR1,W1,B,y\nR1,W1,C,1\nR1,W1,D,1\nR1,W1,E,1\nR2,W1,A,1\n");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json.readTree(answer.body()).path("inserted").asInt()).isEqualTo(1);
        assertThat(get("stock-counts/" + id + "/rejects", Tokens.hq()).body().lines())
                .extracting(line -> line.split(",", 4)[0] + " " + line.split(",", 4)[2])
                .containsExactly("row rule", "2 integer", "2 too-many-rows", "3 integer");
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        String file = HEADER + "R1,W1,A,1\nR1,W1,B,1\nR2,W1,A,2\n";
        post("stock-counts", id, file);

        JsonNode again = json.readTree(post("stock-counts", id + "-2", file).body());

        assertThat(again.path("unchanged").asInt()).isEqualTo(2);
        assertThat(again.path("inserted").asInt()).isZero();
        assertThat(again.path("rejectFile").isNull()).isTrue();
    }

    @Test
    void aWrongHeaderIsAProblemWithTheRightOne() {
        HttpResponse<String> answer = post("stock-counts", id, "report,sku\nR1,A\n");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.path("type").asString()).isEqualTo("https://qudao.org/problems/wrong-header");
        assertThat(problem.path("unknown").get(0).asString()).isEqualTo("report");
        assertThat(problem.path("header").asString()).startsWith("report_id,place_id,sku,counted,");
        assertThat(get("stock-counts/" + id, Tokens.hq()).statusCode()).isEqualTo(404);
    }

    @Test
    void aLargeFileWithAWrongHeaderStillGetsItsAnswer() {
        assertThat(post("stock-counts", id, "report,sku\n" + "R1,A\n".repeat(3_000_000))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesOtherContentTypesOtherEncodingsBadIdsAndUnknownKinds() {
        assertThat(send(request("stock-counts", Tokens.hq())
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(415);
        assertThat(send(request("stock-counts", Tokens.hq())
                                .header("Content-Type", "text/csv;charset=ISO-8859-1")
                                .POST(HttpRequest.BodyPublishers.ofString(HEADER)))
                        .statusCode())
                .isEqualTo(415);
        assertThat(post("stock-counts", "not an id", HEADER).statusCode()).isEqualTo(400);
        assertThat(post("stock-counts", "readiness", HEADER).statusCode()).isEqualTo(400);
        assertThat(post("nothing", id, HEADER).statusCode()).isEqualTo(404);
        assertThat(get("stock-counts/unknown/rejects", Tokens.hq()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void isForHeadquartersAndServicesOnly() {
        HttpRequest.Builder post = request("stock-counts", Tokens.dealer("D1"))
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(HEADER));

        assertThat(send(post).statusCode()).isEqualTo(403);
        assertThat(get("stock-counts", Tokens.regionalManager("T04")).statusCode())
                .isEqualTo(403);
        assertThat(get("stock-counts/template", Tokens.outlet("O1")).statusCode())
                .isEqualTo(403);
        assertThat(get("stock-counts/readiness", Tokens.service()).statusCode()).isEqualTo(200);
    }

    @Test
    void describesTheFile() {
        JsonNode template =
                json.readTree(get("stock-counts/template", Tokens.hq()).body());
        assertThat(template.path("groupBy").asString()).isEqualTo("report_id");
        assertThat(template.path("columns")).hasSize(9);

        HttpResponse<String> empty = send(HttpRequest.newBuilder(uri("stock-counts/template"))
                .header("Authorization", "Bearer " + Tokens.hq())
                .header("Accept", "text/csv")
                .GET());
        assertThat(empty.body()).isEqualTo("report_id,place_id,sku,counted,price,on,mode,final,remark\r\n");
    }

    @Test
    void listsTheLatestImportsFirst() {
        post("stock-counts", id + "-1", HEADER);
        post("stock-counts", id + "-2", HEADER);

        JsonNode page = json.readTree(get("stock-counts?limit=1", Tokens.hq()).body());

        assertThat(page.path("items")).hasSize(1);
        assertThat(page.path("items").get(0).path("id").asString()).isEqualTo(id + "-2");
        JsonNode second = json.readTree(
                get("stock-counts?limit=1&after=" + page.path("next").asString(), Tokens.hq())
                        .body());
        assertThat(second.path("items").get(0).path("id").asString()).isEqualTo(id + "-1");
        assertThat(get("stock-counts?after=nobody", Tokens.hq()).statusCode()).isEqualTo(400);
    }

    @Test
    void aSecondOneWithTheSameIdIsRefusedWhileTheFirstRuns() throws Exception {
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        counts.beforeStore = () -> {
            storing.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(() -> post("stock-counts", id, HEADER + "R1,W1,A,1\n"));
        storing.await();

        HttpResponse<String> second = post("stock-counts", id, HEADER + "R1,W1,A,1\n");
        goOn.countDown();

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(first.get().statusCode()).isEqualTo(200);
    }

    @Test
    void aConnectionThatBreaksLeavesAnInterruptedImportThatCanBeContinued() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            rows.add("R%d,W1,A,%d%n".formatted(i, i));
        }
        String file = HEADER + String.join("", rows);
        byte[] body = file.getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket("localhost", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/v1/imports/stock-counts HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                            + "Import-Id: " + id + "\r\nAuthorization: Bearer " + Tokens.hq() + "\r\n"
                            + "Content-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body, 0, body.length / 2);
            out.flush();
        }
        await().until(() -> state(id).equals("INTERRUPTED"));
        JsonNode interrupted =
                json.readTree(get("stock-counts/" + id, Tokens.hq()).body());
        assertThat(interrupted.path("inserted").asInt()).isBetween(1, 19_999);

        JsonNode finished = json.readTree(post("stock-counts", id, file).body());

        assertThat(finished.path("state").asString()).isEqualTo("FINISHED");
        assertThat(finished.path("rows").asInt()).isEqualTo(20_000);
        assertThat(finished.path("inserted").asInt())
                .as("nothing is stored twice")
                .isEqualTo(20_000);
        assertThat(finished.path("unchanged").asInt()).isZero();
    }

    @Test
    void tellsWhenEventsArePublishedAndRead() {
        await().until(() -> json.readTree(
                        get("stock-counts/readiness", Tokens.hq()).body())
                .path("ready")
                .asBoolean());
        imported.insert(id, new Document(), new OutgoingEvent("Imported", new Thing(id)));

        await().untilAsserted(() -> {
            JsonNode behind =
                    json.readTree(get("stock-counts/readiness", Tokens.hq()).body());
            assertThat(behind.path("unpublished").asBoolean()).isFalse();
            assertThat(behind.path("unread").asLong()).isEqualTo(1);
            assertThat(behind.path("ready").asBoolean()).isFalse();
        });

        application.mayRead.countDown();
        await().until(() -> json.readTree(
                        get("stock-counts/readiness", Tokens.hq()).body())
                .path("ready")
                .asBoolean());
    }

    private String state(String importId) {
        return json.readTree(get("stock-counts/" + importId, Tokens.hq()).body())
                .path("state")
                .asString("");
    }

    private HttpResponse<String> post(String kind, String importId, String csv) {
        return send(request(kind, Tokens.hq())
                .header("Content-Type", "text/csv")
                .header("Import-Id", importId)
                .POST(HttpRequest.BodyPublishers.ofString(csv)));
    }

    private HttpResponse<String> get(String path, String token) {
        return send(request(path, token).GET());
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + "/api/v1/imports/" + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
