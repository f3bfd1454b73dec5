package org.qudao.dealer.granting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.qudao.dealer.RunningService;
import org.qudao.platform.test.Tokens;

class TerritoriesIT extends RunningService {

    @Test
    void anOverlapWithAnExclusiveGrantIsRefusedAndNamesIt() {
        network("ta");
        assertThat(grant("ta-d1", "ta-area", "Road", "EXCLUSIVE", "2026-01-01", "2026-12-31")
                        .status())
                .isEqualTo(201);
        Answer refused = grant("ta-d2", "ta-area", "*", "SHARED", "2026-12-31", null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("territory-overlap");
        assertThat(refused.text()).contains("ta-d1", "g1", "2026-01-01", "2026-12-31");
        assertThat(grant("ta-d2", "ta-area", "Road", "EXCLUSIVE", "2027-01-01", null)
                        .status())
                .isEqualTo(201);
        assertThat(grant("ta-d2", "ta-area", "Mountain", "EXCLUSIVE", "2026-01-01", null)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aDealerAndHisOutletsDoNotKeepEachOtherOut() {
        network("to");
        createNode("to-s1", "OUTLET", "to-d1", "");
        createNode("to-s2", "OUTLET", "to-d1", "");
        createNode("to-s9", "OUTLET", "to-d2", "");
        assertThat(grant("to-s1", "to-area", "Road", "EXCLUSIVE", "2026-01-01", null)
                        .status())
                .isEqualTo(201);
        assertThat(grant("to-d1", "to-area", "Road", "EXCLUSIVE", "2026-01-01", null)
                        .status())
                .isEqualTo(201);
        assertThat(grant("to-s2", "to-area", "*", "SHARED", "2026-02-01", null).status())
                .isEqualTo(201);
        assertThat(grant("to-s9", "to-area", "Road", "SHARED", "2026-02-01", null)
                        .problem())
                .isEqualTo("territory-overlap");
        Answer imported = importCsv(
                "territories",
                """
                node_id,area,product_line,exclusivity,from,to
                to-s2,to-area,Road,EXCLUSIVE,2026-01-01,
                to-s9,to-area,Road,EXCLUSIVE,2026-01-01,
                """);
        assertThat(imported.at("/inserted").asInt()).as(imported.text()).isEqualTo(1);
        assertThat(imported.at("/rejected").asInt()).isEqualTo(1);
    }

    @Test
    void aManagerIsNotToldWhoseGrantOfAnotherRegionIsInTheWay() {
        network("tn");
        network("tm");
        grant("tn-d1", "tn-area", "Road", "EXCLUSIVE", "2026-01-01", null);
        Answer refused =
                grant(Tokens.regionalManager("tm-r"), "tm-d1", "tn-area", "*", "EXCLUSIVE", "2026-01-01", null);
        assertThat(refused.problem()).isEqualTo("territory-overlap");
        assertThat(refused.text()).contains("outside your regions").doesNotContain("tn-d1", "g1", "Road", "2026-01-01");
    }

    @Test
    void whoMaySellWhatWhereOnADateIsOneQuery() {
        network("tq");
        grant("tq-d1", "tq-area", "Road", "EXCLUSIVE", "2026-01-01", "2026-06-30");
        grant("tq-d2", "tq-area", "Road", "EXCLUSIVE", "2026-07-01", null);
        grant("tq-d2", "tq-area", "Touring", "SHARED", "2026-01-01", null);
        Answer summer = get(Tokens.hq(), "/territories?area=tq-area&productLine=Road&on=2026-08-01");
        assertThat(summer.at("/items").size()).isEqualTo(1);
        assertThat(summer.at("/items/0/nodeId").asString()).isEqualTo("tq-d2");
        assertThat(summer.at("/items/0/nodeName").asString()).isEqualTo("Name of tq-d2");
        assertThat(get(Tokens.dealer("tq-d1"), "/territories").at("/items").size())
                .isEqualTo(1);
        assertThat(get(Tokens.hq(), "/territories?on=yesterday").status()).isEqualTo(400);
    }

    @Test
    void aPageIsFullWhateverIsAskedFor() {
        network("tp");
        for (int i = 0; i < 5; i++) {
            grant("tp-d1", "tp-area" + i, "Road", "SHARED", "2026-01-01", "2026-06-30");
        }
        grant("tp-d2", "tp-area3", "Touring", "SHARED", "2026-07-01", null);
        grant("tp-d2", "tp-area4", "Touring", "SHARED", "2026-07-01", null);
        for (String question : List.of("nodeId=tp-d2", "productLine=Touring", "on=2026-08-01")) {
            String path = "/territories?limit=1&" + question;
            Answer first = get(Tokens.regionalManager("tp-r"), path);
            assertThat(first.at("/items").size()).as(question).isEqualTo(1);
            assertThat(first.at("/items/0/area").asString()).isEqualTo("tp-area3");
            assertThat(first.at("/next").asString()).isEqualTo("tp-area3");
            Answer second = get(Tokens.regionalManager("tp-r"), path + "&after=tp-area3");
            assertThat(second.at("/items/0/area").asString()).isEqualTo("tp-area4");
            assertThat(second.at("/next").isNull()).as(question).isTrue();
        }
        Answer everybodys = get(Tokens.hq(), "/territories?limit=1&nodeId=tp-d2");
        assertThat(everybodys.at("/items/0/area").asString()).isEqualTo("tp-area3");
        Answer nobodys = get(Tokens.hq(), "/territories?nodeId=tp-r");
        assertThat(nobodys.at("/items").size()).isZero();
        assertThat(nobodys.at("/next").isNull()).isTrue();
    }

    @Test
    void endingAGrantMakesRoom() {
        network("te");
        grant("te-d1", "te-area", "Road", "EXCLUSIVE", "2026-01-01", null);
        assertThat(delete(Tokens.dealer("te-d1"), "/territories/te-area/g1").status())
                .isEqualTo(403);
        assertThat(delete(Tokens.regionalManager("te-d2"), "/territories/te-area/g1")
                        .status())
                .isEqualTo(404);
        assertThat(delete(Tokens.hq(), "/territories/te-area/g1?lastDay=2026-03-31")
                        .status())
                .isEqualTo(204);
        assertThat(delete(Tokens.hq(), "/territories/te-area/g9").status()).isEqualTo(404);
        assertThat(delete(Tokens.hq(), "/territories/te-nowhere/g1").status()).isEqualTo(404);
        assertThat(grant("te-d2", "te-area", "Road", "EXCLUSIVE", "2026-04-01", null)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void badInputIsRefused() {
        network("tb");
        assertThat(grant("tb-nobody", "tb-area", "Road", "SHARED", "2026-01-01", null)
                        .status())
                .isEqualTo(400);
        assertThat(grant("tb-r", "tb-area", "Road", "SHARED", "2026-01-01", null)
                        .problem())
                .isEqualTo("cannot-hold-territory");
        assertThat(grant("tb-d1", "tb-area", "Road", "SHARED", "2026-02-01", "2026-01-01")
                        .text())
                .contains("\"to\"");
        assertThat(grant("tb-d1", "tb area", "Road", "SHARED", "2026-02-01", null)
                        .text())
                .contains("area");
        assertThat(grant("tb-d1", "tb-area", "Road", "ONLY_ME", "2026-02-01", null)
                        .status())
                .isEqualTo(400);
        assertThat(post(Tokens.dealer("tb-d1"), "/territories", "{}").status()).isIn(400, 403);
    }

    @Test
    void ofSixteenWhoWantTheSameAreaAtOnceOneGetsIt() throws Exception {
        createNode("tr-r", "REGION", "HQ", "");
        List<Callable<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String dealer = "tr-d" + i;
            createNode(dealer, "DEALER", "tr-r", "");
            requests.add(() -> grant(dealer, "tr-area", "Road", "EXCLUSIVE", "2026-01-01", null));
        }
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : people.invokeAll(requests)) {
                statuses.add(answer.get().status());
            }
        }
        assertThat(statuses).containsOnlyOnce(201);
        assertThat(statuses.stream().filter(status -> status == 409)).hasSize(15);
    }

    @Test
    void importsAreIdempotentAndRejectOverlaps() {
        network("ti");
        String csv =
                """
                node_id,area,product_line,exclusivity,from,to
                ti-d1,ti-area,Road,EXCLUSIVE,2026-01-01,
                ti-d2,ti-area,Road,SHARED,2026-02-01,
                ti-d2,ti-area,Touring,SHARED,2026-02-01,2026-01-01
                ti-no,ti-area,Touring,SHARED,2026-02-01,
                """;
        Answer first = importCsv("territories", csv);
        assertThat(first.at("/inserted").asInt()).as(first.text()).isEqualTo(1);
        assertThat(first.at("/rejected").asInt()).isEqualTo(3);
        assertThat(rejects("territories", first)).contains("territory-overlap", "period", "unknown-node", "ti-d1");
        assertThat(importCsv("territories", csv).at("/unchanged").asInt()).isEqualTo(1);
    }

    private void network(String prefix) {
        createNode(prefix + "-r", "REGION", "HQ", "");
        createNode(prefix + "-d1", "DEALER", prefix + "-r", "");
        createNode(prefix + "-d2", "DEALER", prefix + "-r", "");
    }

    private Answer grant(
            String node,
            String area,
            String line,
            String exclusivity,
            String from,
            @org.jspecify.annotations.Nullable String to) {
        return grant(Tokens.hq(), node, area, line, exclusivity, from, to);
    }

    private Answer grant(
            String token,
            String node,
            String area,
            String line,
            String exclusivity,
            String from,
            @org.jspecify.annotations.Nullable String to) {
        return post(
                token,
                "/territories",
                "{\"nodeId\":\"%s\",\"area\":\"%s\",\"productLine\":\"%s\",\"exclusivity\":\"%s\",\"from\":\"%s\",\"to\":%s}"
                        .formatted(node, area, line, exclusivity, from, to == null ? "null" : "\"" + to + "\""));
    }
}
