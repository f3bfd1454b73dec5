package org.qudao.dealer.organising;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.qudao.dealer.RunningService;
import org.qudao.platform.test.Tokens;
import org.qudao.platform.test.Wire;
import tools.jackson.databind.JsonNode;

class NetworkIT extends RunningService {

    @Test
    void headquartersIsThereFromTheStart() {
        Answer hq = get(Tokens.hq(), "/nodes/HQ");
        assertThat(hq.status()).isEqualTo(200);
        assertThat(hq.at("/kind").asString()).isEqualTo("HEADQUARTERS");
        assertThat(post(Tokens.hq(), "/nodes/HQ/status", "{\"status\":\"CLOSED\",\"reason\":\"x\"}")
                        .problem())
                .isEqualTo("headquarters-fixed");
    }

    @Test
    void aLongPersianNameSurvivesTheRoundTrip() {
        String name = "نمایندگی‌های فروش پارسیان خودرو، ".repeat(6).strip();
        createNode("per-r", "REGION", "HQ", "");
        Answer created = post(
                Tokens.hq(),
                "/nodes",
                "{\"id\":\"per-1\",\"name\":\"  %s \",\"kind\":\"DEALER\",\"parentId\":\"per-r\",\"tier\":\"KEY\"}"
                        .formatted(name));
        assertThat(created.status()).isEqualTo(201);
        Answer found = get(Tokens.dealer("per-1"), "/nodes/per-1");
        assertThat(found.at("/name").asString()).isEqualTo(name);
        assertThat(found.at("/status").asString()).isEqualTo("PROSPECT");
        assertThat(found.at("/channel").asString()).isEqualTo("DISTRIBUTION");
    }

    @Test
    void badInputIsRefusedFieldByField() {
        Answer nothing = post(Tokens.hq(), "/nodes", "{}");
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.text()).contains("\"id\"", "\"name\"", "\"kind\"", "\"parentId\"");
        assertThat(post(
                                Tokens.hq(),
                                "/nodes",
                                "{\"id\":\"a b\",\"name\":\"x\",\"kind\":\"REGION\",\"parentId\":\"HQ\"}")
                        .status())
                .isEqualTo(400);
        assertThat(post(
                                Tokens.hq(),
                                "/nodes",
                                "{\"id\":\"bad1\",\"name\":\"a\\u0007b\",\"kind\":\"REGION\",\"parentId\":\"HQ\"}")
                        .status())
                .isEqualTo(400);
        assertThat(post(
                                Tokens.hq(),
                                "/nodes",
                                "{\"id\":\"bad2\",\"name\":\"x\",\"kind\":\"REGION\",\"parentId\":\"HQ\",\"level\":3}")
                        .text())
                .contains("level");
        assertThat(post(Tokens.hq(), "/nodes", "{\"id\":\"bad3\",\"name\":\"x\",\"kind\":\"SHOP\",\"parentId\":\"HQ\"}")
                        .status())
                .isEqualTo(400);
        assertThat(post(
                                Tokens.hq(),
                                "/nodes",
                                "{\"id\":\"bad4\",\"name\":\"x\",\"kind\":\"DEALER\",\"parentId\":\"nowhere\"}")
                        .text())
                .contains("parentId");
        Answer underDealer =
                post(Tokens.hq(), "/nodes", "{\"id\":\"bad5\",\"name\":\"x\",\"kind\":\"DEALER\",\"parentId\":\"HQ\"}");
        assertThat(underDealer.status()).isEqualTo(409);
        assertThat(underDealer.problem()).isEqualTo("parent-kind");
        assertThat(get(Tokens.hq(), "/nodes?limit=0").status()).isEqualTo(400);
        assertThat(get(Tokens.hq(), "/nodes?kind=SHOP").status()).isEqualTo(400);
        assertThat(patch(Tokens.hq(), "/nodes/HQ", "{}").status()).isEqualTo(400);
    }

    @Test
    void anIdIsGivenOnce() {
        createNode("once", "REGION", "HQ", "");
        Answer again =
                post(Tokens.hq(), "/nodes", "{\"id\":\"once\",\"name\":\"x\",\"kind\":\"REGION\",\"parentId\":\"HQ\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("node-exists");
    }

    @Test
    void everyChangeIsInTheHistoryWithWhoAndWhy() {
        createNode("his-r", "REGION", "HQ", "");
        createNode("his-d", "DEALER", "his-r", ",\"status\":\"CONTRACTED\"");
        String manager = Tokens.regionalManager("his-r");
        assertThat(post(manager, "/nodes/his-d/status", "{\"status\":\"ACTIVE\",\"reason\":\"opened\"}")
                        .status())
                .isEqualTo(200);
        assertThat(patch(manager, "/nodes/his-d", "{\"tier\":\"A\",\"name\":\"Renamed\"}")
                        .status())
                .isEqualTo(200);
        Answer skipped = post(manager, "/nodes/his-d/status", "{\"status\":\"PROSPECT\",\"reason\":\"?\"}");
        assertThat(skipped.problem()).isEqualTo("status-transition");
        assertThat(get(manager, "/nodes/his-d/history").at("/items/0/version").asLong())
                .as("one's own change is there at once")
                .isEqualTo(3);

        soon().untilAsserted(() -> {
            Answer history = get(manager, "/nodes/his-d/history");
            assertThat(history.at("/items").size()).isEqualTo(3);
            assertThat(history.at("/items/0/change/fields").size()).isEqualTo(2);
            assertThat(history.at("/items/1/type").asString()).isEqualTo("NodeStatusChanged");
            assertThat(history.at("/items/1/change/by").asString()).isEqualTo("manager-of-his-r");
            assertThat(history.at("/items/1/change/reason").asString()).isEqualTo("opened");
            assertThat(history.at("/items/1/change/fields/0/from").asString()).isEqualTo("CONTRACTED");
            assertThat(history.at("/items/2/type").asString()).isEqualTo("NodeCreated");
        });
        Answer firstPage = get(manager, "/nodes/his-d/history?limit=2");
        assertThat(firstPage.at("/items").size()).isEqualTo(2);
        Answer rest = get(
                manager,
                "/nodes/his-d/history?limit=2&after=" + firstPage.at("/next").asString());
        assertThat(rest.at("/items").size()).isEqualTo(1);
        assertThat(rest.at("/next").isNull()).isTrue();
    }

    @Test
    void aMoveTakesTheWholeSubtreeAndTheScopesAlong() {
        createNode("mv-a", "REGION", "HQ", "");
        createNode("mv-b", "REGION", "HQ", "");
        createNode("mv-area", "AREA", "mv-a", "");
        createNode("mv-d", "DEALER", "mv-area", "");
        createNode("mv-o", "OUTLET", "mv-d", "");
        assertThat(get(Tokens.regionalManager("mv-b"), "/nodes/mv-o").status()).isEqualTo(404);

        Answer moved = post(Tokens.hq(), "/nodes/mv-area/move", "{\"parentId\":\"mv-b\"}");
        assertThat(moved.status()).isEqualTo(200);

        soon().untilAsserted(() -> {
            Answer outlet = get(Tokens.regionalManager("mv-b"), "/nodes/mv-o");
            assertThat(outlet.status()).isEqualTo(200);
            assertThat(texts(outlet.at("/path"))).containsExactly("HQ", "mv-b", "mv-area", "mv-d", "mv-o");
        });
        assertThat(get(Tokens.regionalManager("mv-a"), "/nodes/mv-o").status()).isEqualTo(404);
        soon().untilAsserted(() -> assertThat(get(Tokens.hq(), "/nodes/mv-o/history")
                        .at("/items/0/type")
                        .asString())
                .isEqualTo("NodeMoved"));
        assertThat(post(Tokens.hq(), "/nodes/mv-b/move", "{\"parentId\":\"mv-area\"}")
                        .status())
                .isEqualTo(409);
        assertThat(post(Tokens.hq(), "/nodes/mv-b/move", "{\"parentId\":\"mv-b\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void duplicateAndOldEventsChangeNothing() {
        createNode("dup-r", "REGION", "HQ", "");
        createNode("dup-d", "DEALER", "dup-r", "");
        patch(Tokens.hq(), "/nodes/dup-d", "{\"name\":\"Second name\"}");
        soon().until(() -> get(Tokens.hq(), "/nodes/dup-d/history").at("/items").size() == 2);
        List<Wire.Message> ours = Wire.read("dealer.node").stream()
                .filter(message -> message.key().equals("dup-d"))
                .toList();
        assertThat(ours).hasSize(2);
        for (Wire.Message message : ours.reversed()) {
            Wire.publish("dealer.node", message.type(), message.key(), message.version(), message.json());
        }
        createNode("dup-after", "DEALER", "dup-r", "");
        soon().until(() ->
                get(Tokens.hq(), "/nodes/dup-after/history").at("/items").size() == 1);
        assertThat(get(Tokens.hq(), "/nodes/dup-d/history").at("/items").size()).isEqualTo(2);
        assertThat(get(Tokens.hq(), "/nodes/dup-d").at("/name").asString()).isEqualTo("Second name");
    }

    @Test
    void closingGoesFromTheBottomUp() {
        createNode("cl-r", "REGION", "HQ", "");
        createNode("cl-d", "DEALER", "cl-r", ",\"status\":\"ACTIVE\"");
        Answer tooEarly = post(Tokens.hq(), "/nodes/cl-r/status", "{\"status\":\"CLOSED\",\"reason\":\"merged\"}");
        assertThat(tooEarly.problem()).isEqualTo("children-open");
        assertThat(tooEarly.text()).contains("cl-d");
        post(Tokens.hq(), "/nodes/cl-d/status", "{\"status\":\"CLOSED\",\"reason\":\"gave up\"}");
        assertThat(post(Tokens.hq(), "/nodes/cl-r/status", "{\"status\":\"CLOSED\",\"reason\":\"merged\"}")
                        .status())
                .isEqualTo(200);
        assertThat(post(
                                Tokens.hq(),
                                "/nodes",
                                "{\"id\":\"cl-x\",\"name\":\"x\",\"kind\":\"DEALER\",\"parentId\":\"cl-r\"}")
                        .problem())
                .isEqualTo("parent-closed");
    }

    @Test
    void everybodySeesTheOwnSubtreeAndNothingElse() {
        createNode("sc-r1", "REGION", "HQ", "");
        createNode("sc-r2", "REGION", "HQ", "");
        createNode("sc-d1", "DEALER", "sc-r1", "");
        createNode("sc-o1", "OUTLET", "sc-d1", "");
        createNode("sc-d2", "DEALER", "sc-r2", "");
        assertThat(ids(get(Tokens.dealer("sc-d1"), "/nodes"))).containsExactly("sc-d1", "sc-o1");
        assertThat(ids(get(Tokens.outlet("sc-o1"), "/nodes"))).containsExactly("sc-o1");
        assertThat(ids(get(Tokens.regionalManager("sc-r1"), "/nodes?kind=DEALER")))
                .containsExactly("sc-d1");
        assertThat(ids(get(Tokens.regionalManager("sc-r1"), "/nodes?under=sc-r2")))
                .isEmpty();
        assertThat(ids(get(Tokens.hq(), "/nodes?under=sc-r1&limit=2"))).containsExactly("sc-d1", "sc-o1");
        assertThat(ids(get(Tokens.hq(), "/nodes?under=sc-r1&limit=2&after=sc-o1")))
                .containsExactly("sc-r1");
        for (String path : List.of("/nodes/sc-d2", "/nodes/sc-d2/history", "/nodes/absent")) {
            assertThat(get(Tokens.dealer("sc-d1"), path).status()).as(path).isEqualTo(404);
        }
        String manager = Tokens.regionalManager("sc-r1");
        assertThat(post(manager, "/nodes/sc-d2/move", "{\"parentId\":\"sc-r1\"}")
                        .status())
                .isEqualTo(404);
        assertThat(post(manager, "/nodes/sc-d1/move", "{\"parentId\":\"sc-r2\"}")
                        .status())
                .isEqualTo(400);
        assertThat(patch(manager, "/nodes/sc-d2", "{\"tier\":\"KEY\"}").status())
                .isEqualTo(404);
        assertThat(patch(manager, "/nodes/sc-r1", "{\"tier\":\"KEY\"}").status())
                .as("the own node")
                .isEqualTo(403);
        assertThat(post(
                                manager,
                                "/nodes",
                                "{\"id\":\"sc-x\",\"name\":\"x\",\"kind\":\"DEALER\",\"parentId\":\"sc-r2\"}")
                        .status())
                .isEqualTo(400);
        assertThat(post(Tokens.dealer("sc-d1"), "/nodes", "{}").status()).isIn(400, 403);
        assertThat(post(Tokens.dealer("sc-d1"), "/nodes/sc-o1/status", "{\"status\":\"CLOSED\",\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(send("GET", null, "/nodes", null, "application/json").status())
                .isEqualTo(401);
    }

    @Test
    void concurrentChangesAreAllKept() throws Exception {
        createNode("con-r", "REGION", "HQ", "");
        createNode("con-d", "DEALER", "con-r", "");
        List<Callable<Answer>> changes = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String name = "Name " + i;
            changes.add(() -> patch(Tokens.hq(), "/nodes/con-d", "{\"name\":\"" + name + "\"}"));
        }
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var change : people.invokeAll(changes)) {
                assertThat(change.get().status()).isEqualTo(200);
            }
        }
        soon().until(() ->
                get(Tokens.hq(), "/nodes/con-d/history?limit=100").at("/items").size() == 17);
    }

    @Test
    void importsANetworkParentsFirstAndTheSameFileTwiceChangesNothing() {
        StringBuilder csv = new StringBuilder("node_id,name,kind,channel,parent_id,status,tier\n");
        csv.append("im-r,Region,REGION,,HQ,ACTIVE,\n");
        csv.append("im-shop,Web shop,OUTLET,DIRECT,im-r,ACTIVE,\n");
        for (int i = 0; i < 701; i++) {
            csv.append("im-%03d,Dealer %d,DEALER,,im-r,ACTIVE,STANDARD%n".formatted(i, i));
        }
        long started = System.nanoTime();
        Answer first = importCsv("nodes", csv.toString());
        System.out.printf("703 nodes imported in %d ms%n", (System.nanoTime() - started) / 1_000_000);
        assertThat(first.at("/inserted").asInt()).as(first.text()).isEqualTo(703);
        Answer second = importCsv("nodes", csv.toString());
        assertThat(second.at("/unchanged").asInt()).isEqualTo(703);
        assertThat(ids(get(Tokens.dealer("im-007"), "/nodes"))).containsExactly("im-007");
    }

    @Test
    void importNamesWhatIsWrongRowByRow() {
        Answer imported = importCsv(
                "nodes",
                """
                node_id,name,kind,channel,parent_id,status,tier
                iw-r,Region,REGION,,HQ,,
                iw-d,Dealer,DEALER,,iw-r,,
                iw-d,Dealer renamed in the same file,DEALER,,iw-r,SELECTED,A
                iw-d,Dealer,DEALER,,iw-r,CLOSED,
                iw-d,Dealer,DEALER,,iw-r,ACTIVE,
                iw-1,,DEALER,,iw-r,,
                iw-2,x,DEALER,,nowhere,,
                iw-3,x,SHOP,,iw-r,,
                iw-4,x,OUTLET,,iw-r,,
                iw-r,x,DEALER,,HQ,,
                HQ,Our company,HEADQUARTERS,,,,
                """);
        String rejects = rejects("nodes", imported);
        assertThat(imported.at("/inserted").asInt())
                .as(imported.text() + rejects)
                .isEqualTo(2);
        assertThat(imported.at("/rejected").asInt()).as(rejects).isEqualTo(6);
        assertThat(rejects)
                .contains("status-transition", "required", "unknown-node", "one-of", "parent-kind", "kind-fixed");
        assertThat(get(Tokens.hq(), "/nodes/HQ").at("/name").asString()).isEqualTo("Our company");
        assertThat(get(Tokens.hq(), "/nodes/iw-d").at("/status").asString()).isEqualTo("CLOSED");
        assertThat(send("POST", Tokens.dealer("iw-d"), "/imports/nodes", "node_id\n", "text/csv")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anImportClosesAndRedirectsUnderTheSameRulesAsByHand() {
        createNode("ir-r", "REGION", "HQ", "");
        createNode("ir-d", "DEALER", "ir-r", ",\"status\":\"ACTIVE\"");
        createNode("ir-o", "OUTLET", "ir-d", ",\"status\":\"ACTIVE\"");
        createNode("ir-web", "OUTLET", "ir-r", ",\"channel\":\"DIRECT\",\"status\":\"ACTIVE\"");
        String header = "node_id,name,kind,channel,parent_id,status,tier\n";

        Answer imported = importCsv(
                "nodes",
                header
                        + """
                ir-d,Dealer,DEALER,,ir-r,CLOSED,
                ir-web,Web shop,OUTLET,DISTRIBUTION,ir-r,,
                ir-n,New dealer,DEALER,,ir-r,ACTIVE,
                ir-no,New outlet,OUTLET,,ir-n,ACTIVE,
                ir-n,New dealer,DEALER,,ir-r,CLOSED,
                """);

        String rejects = rejects("nodes", imported);
        assertThat(rejects).contains("2,status,children-open,CLOSED", "3,channel,parent-kind,DISTRIBUTION");
        assertThat(rejects).contains("6,status,children-open,CLOSED");
        assertThat(imported.at("/rejected").asInt()).as(rejects).isEqualTo(3);
        assertThat(get(Tokens.hq(), "/nodes/ir-d").at("/status").asString()).isEqualTo("ACTIVE");
        assertThat(get(Tokens.hq(), "/nodes/ir-web").at("/channel").asString()).isEqualTo("DIRECT");

        Answer inOrder = importCsv(
                "nodes",
                header
                        + """
                ir-web,Web shop,OUTLET,DISTRIBUTION,ir-d,,
                ir-web,Web shop,OUTLET,,ir-d,CLOSED,
                ir-o,Outlet,OUTLET,DIRECT,ir-r,,
                ir-d,Dealer,DEALER,,ir-r,CLOSED,
                """);

        assertThat(inOrder.at("/updated").asInt()).as(inOrder.text()).isEqualTo(4);
    }

    private static List<String> ids(Answer page) {
        List<String> ids = new ArrayList<>();
        page.at("/items").forEach(node -> ids.add(node.at("/id").asString()));
        return ids;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
