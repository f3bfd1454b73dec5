package org.qudao.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.qudao.e2e.Api.Answer;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.attacks.Manifest.Entry;
import org.qudao.e2e.attacks.World.Actor;
import org.qudao.platform.test.Tokens;
import tools.jackson.databind.JsonNode;

/** Role × operation × owner, as {@code attacks/authorisation.yml} says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorisationIT {

    private final Installation installation = Installation.shared();
    private final List<Entry> manifest = Manifest.read();
    private World world = World.notYet(installation);

    @BeforeAll
    void openWorld() {
        world = World.open(installation, UUID.randomUUID().toString().substring(0, 8));
    }

    @Test
    void everyOperationIsInTheManifest() {
        assertThat(manifest.stream().map(Entry::operation))
                .containsExactlyInAnyOrderElementsOf(new Described()
                        .operations().stream().map(Described.Operation::name).toList());
    }

    @Test
    void nobodyIsLetInWithoutATokenOrARole() {
        String noRole = Tokens.sign(Tokens.claims("nobody", "HQ", null)
                .claim("roles", List.of("ADMIN", "hq"))
                .build());
        String noNode = Tokens.token("nowhere", "DEALER", null);
        List<String> wrong = new ArrayList<>();
        for (Entry entry : manifest) {
            String name = anyOwner(entry);
            expect(entry, name, "", 401, wrong);
            expect(entry, name, noRole, 403, wrong);
            expect(entry, name, noNode, 403, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    /** The body is what no operation reads: had it been looked at, the answer would be 400. */
    @Test
    void theRoleIsDecidedBeforeAnythingIsSaidAboutTheRequest() {
        List<String> wrong = new ArrayList<>();
        for (Entry entry : manifest) {
            for (Actor actor : Actor.values()) {
                if (entry.roles().contains(actor.role()) || entry.term("body") == null) {
                    continue;
                }
                for (String body : List.of("{\"nonsense\":1}", "{", "")) {
                    Answer answer = send(entry, anyOwner(entry), world.token(actor), body);
                    if (answer.status() != 403) {
                        wrong.add(actor + " " + entry.operation() + " with " + body + ": " + answer.status());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyRoleReachesExactlyItsOwnRecords() {
        List<String> wrong = new ArrayList<>();
        for (Entry entry : manifest) {
            for (Actor actor : Actor.values()) {
                for (String name : owners(entry)) {
                    cell(entry, actor, name, wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void refusedWritesChangeNothing() {
        Map<String, String> before = everything();
        for (Entry entry : manifest) {
            for (Actor actor : Actor.values()) {
                for (String name : owners(entry)) {
                    if (!entry.method().equals("GET")
                            && !expected(entry, actor, name).equals("allowed")) {
                        send(entry, name, world.token(actor), null);
                    }
                }
            }
        }
        assertThat(everything()).isEqualTo(before);
    }

    /** What headquarters sees of every node, and all rows of every list. */
    private Map<String, String> everything() {
        Map<String, String> seen = new TreeMap<>();
        for (Entry entry : manifest) {
            String record = entry.term("record");
            boolean ofNobody = record == null && entry.path().contains("{");
            if (!entry.method().equals("GET") || ofNobody) {
                continue;
            }
            if (record == null) {
                List<String> rows = new ArrayList<>();
                pages(entry, Actor.HQ, world.fill(entry.required("url"), "HQ")).forEach(page -> List.of("items", "rows")
                        .forEach(list -> page.path(list).forEach(row -> rows.add(row.toString()))));
                seen.put(entry.operation(), rows.toString());
            } else {
                World.nodesWith(record)
                        .forEach(name -> seen.put(
                                entry.operation() + " of " + name,
                                send(entry, name, world.token(Actor.HQ), null).body()));
            }
        }
        return seen;
    }

    private void cell(Entry entry, Actor actor, String name, List<String> wrong) {
        Answer answer = send(entry, name, world.token(actor), null);
        int status = answer.status();
        String expected = expected(entry, actor, name);
        boolean right = expected.equals("allowed") ? entry.allows(status) : status == Integer.parseInt(expected);
        if (!right) {
            wrong.add("%s %s of %s: %d instead of %s: %s"
                    .formatted(actor, entry.operation(), name, status, expected, answer.body()));
        } else if (!expected.equals("allowed")) {
            Wire.assertProblem(answer, entry.operation());
        }
    }

    private static String expected(Entry entry, Actor actor, String name) {
        if (!entry.roles().contains(actor.role())) {
            return "403";
        }
        if (entry.term("record") == null) {
            return "allowed";
        }
        if (!actor.sees(name)) {
            return entry.terms().getOrDefault("outside", "404");
        }
        String own = entry.term("own");
        return own != null && name.equals(actor.node()) ? own : "allowed";
    }

    @Test
    void listsHoldExactlyTheRowsOfTheScope() {
        List<String> wrong = new ArrayList<>();
        for (Entry entry : manifest) {
            if (entry.term("rows") == null) {
                continue;
            }
            for (Actor actor : Actor.values()) {
                if (!entry.roles().contains(actor.role())) {
                    continue;
                }
                Set<String> found;
                if (entry.term("record") == null) {
                    found = list(entry, actor, wrong);
                    filtered(entry, actor, wrong);
                } else {
                    found = ofRecords(entry, actor, wrong);
                }
                if (actor == Actor.HQ && found.stream().allMatch(id -> world.nameOf(id) == null)) {
                    wrong.add(entry.operation() + " has no row of this world that could be kept from anybody");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private Set<String> ofRecords(Entry entry, Actor actor, List<String> wrong) {
        Set<String> all = new TreeSet<>();
        for (String name : World.nodesWith(entry.required("record"))) {
            if (actor.sees(name)) {
                Set<String> found = owners(entry, actor, world.fill(entry.required("url"), name));
                all.addAll(found);
                String strangers = strangers(actor, found);
                if (!strangers.isEmpty()) {
                    wrong.add(actor + " " + entry.operation() + " of " + name + " shows rows of " + strangers);
                }
            }
        }
        return all;
    }

    private Set<String> list(Entry entry, Actor actor, List<String> wrong) {
        Set<String> found = owners(entry, actor, world.fill(entry.required("url"), "HQ"));
        String strangers = strangers(actor, found);
        if (!strangers.isEmpty()) {
            wrong.add(actor + " " + entry.operation() + " shows rows of " + strangers);
        }
        String record = entry.term("lists");
        if (record != null) {
            Set<String> missing = new TreeSet<>(World.nodesWith(record));
            missing.removeIf(name -> !actor.sees(name));
            found.forEach(id -> missing.remove(String.valueOf(world.nameOf(id))));
            if (!missing.isEmpty()) {
                wrong.add(actor + " " + entry.operation() + " does not show " + missing);
            }
        }
        return found;
    }

    private void filtered(Entry entry, Actor actor, List<String> wrong) {
        String filter = entry.term("filter");
        if (filter == null) {
            return;
        }
        for (String name : World.nodesWith("node")) {
            if (actor.sees(name)) {
                continue;
            }
            String url = world.fill(entry.required("url"), name);
            String separator = url.contains("?") ? "&" : "?";
            Answer answer = sendTo(entry, url + separator + filter + "=" + world.place(name), world.token(actor), null);
            if (answer.status() == 404) {
                continue;
            }
            Set<String> found = new TreeSet<>();
            collect(entry, answer.ok(), found);
            if (!strangers(actor, found).isEmpty()
                    || answer.json().path("total").path("quantity").asInt() != 0) {
                wrong.add(actor + " " + entry.operation() + " with " + filter + " of " + name + " shows " + found);
            }
        }
    }

    /** Rows of others, this world's or not. */
    private String strangers(Actor actor, Set<String> ids) {
        if (actor.node() == null) {
            return "";
        }
        List<String> strangers = ids.stream()
                .filter(id -> {
                    String name = world.nameOf(id);
                    return name == null || !actor.sees(name);
                })
                .toList();
        return strangers.isEmpty() ? "" : strangers.toString();
    }

    /** The owners of all rows, page by page. */
    private Set<String> owners(Entry entry, Actor actor, String url) {
        Set<String> owners = new TreeSet<>();
        pages(entry, actor, url).forEach(page -> collect(entry, page, owners));
        return owners;
    }

    private List<JsonNode> pages(Entry entry, Actor actor, String url) {
        List<JsonNode> pages = new ArrayList<>();
        boolean paged = entry.terms().getOrDefault("rows", "items").startsWith("items");
        String after = "";
        do {
            String address = paged ? url + (url.contains("?") ? "&" : "?") + "limit=500" + after : url;
            JsonNode page = sendTo(entry, address, world.token(actor), null).ok();
            pages.add(page);
            JsonNode next = page.path("next");
            after = next.isString()
                    ? "&after=" + java.net.URLEncoder.encode(next.asString(), StandardCharsets.UTF_8)
                    : "";
        } while (!after.isEmpty());
        return pages;
    }

    private static void collect(Entry entry, JsonNode answer, Set<String> owners) {
        String[] path = entry.required("rows").split("\\.");
        for (JsonNode row : answer.path(path[0])) {
            owners.add(row.path(path[1]).asString());
        }
    }

    /** What each has bought is a power of two, so the sum names the buyers. */
    @Test
    void totalsAreTheSumsOfTheRowsThatTheCallerSees() {
        for (Actor actor : Actor.values()) {
            Map<String, Integer> bought = new HashMap<>();
            World.nodesWith("buyer").stream()
                    .filter(actor::sees)
                    .forEach(name -> bought.put(world.id(name), World.bought(name)));
            JsonNode sales = world.as(actor)
                    .get("/api/v1/sales?by=sku&from=" + World.today())
                    .ok();
            int ofTheSku = 0;
            for (JsonNode row : sales.get("rows")) {
                if (row.get("key").asString().equals(world.sku())) {
                    ofTheSku = row.get("quantity").asInt();
                }
            }
            assertThat(ofTheSku)
                    .as("%s: pieces sold in %s", actor, bought)
                    .isEqualTo(
                            bought.values().stream().mapToInt(Integer::intValue).sum());
            assertThat(sum(sales.get("rows"), "quantity"))
                    .as("%s: %s", actor, sales)
                    .isEqualTo(sales.get("total").get("quantity").asLong());

            JsonNode attainment = world.as(actor)
                    .get("/api/v1/attainment?measure=QUANTITY&from=%s&to=%s".formatted(World.today(), World.today()))
                    .ok();
            assertThat(sum(attainment.get("rows"), "actual"))
                    .as("%s: %s", actor, attainment)
                    .isEqualTo(attainment.get("total").get("actual").asLong());

            JsonNode stock = world.as(actor)
                    .get("/api/v1/stock?by=sku&sku=" + world.sku())
                    .ok();
            long visible = 0;
            for (JsonNode row : world.as(actor)
                    .get("/api/v1/stock?limit=500&sku=" + world.sku())
                    .ok()
                    .get("items")) {
                visible += row.get("available").asLong();
            }
            assertThat(sum(stock.get("rows"), "available"))
                    .as("%s: %s", actor, stock)
                    .isEqualTo(visible);
            assertThat(stock.get("total").get("available").asLong())
                    .as("%s: %s", actor, stock)
                    .isEqualTo(visible);
        }
    }

    @Test
    void theValueAddedIsThatOfTheOverridesThatTheCallerSees() {
        String all = "/api/v1/forecast-overrides/value-added?sku=" + world.sku();
        for (Actor actor : List.of(Actor.HQ, Actor.SERVICE, Actor.REGIONAL_MANAGER)) {
            int visible = 0;
            for (String region : World.nodesWith("region")) {
                int ofRegion = actor.sees(region) ? 1 : 0;
                visible += ofRegion;
                assertThat(overrides(actor, all + "&regionId=" + world.id(region)))
                        .as("%s: overrides in %s", actor, region)
                        .isEqualTo(ofRegion);
            }
            assertThat(overrides(actor, all)).as("%s: overrides", actor).isEqualTo(visible);
        }
    }

    private int overrides(Actor actor, String url) {
        return world.as(actor).get(url).ok().get("overrides").asInt();
    }

    private static long sum(JsonNode rows, String field) {
        long sum = 0;
        for (JsonNode row : rows) {
            sum += row.get(field).asLong();
        }
        return sum;
    }

    private static Set<String> owners(Entry entry) {
        String record = entry.term("record");
        return record == null ? Set.of("HQ") : World.nodesWith(record);
    }

    private static String anyOwner(Entry entry) {
        return owners(entry).contains("dealer1")
                ? "dealer1"
                : owners(entry).iterator().next();
    }

    private void expect(Entry entry, String name, String token, int status, List<String> wrong) {
        Answer answer = send(entry, name, token, null);
        if (answer.status() != status) {
            wrong.add(entry.operation() + ": " + answer.status() + " instead of " + status);
        } else {
            Wire.assertProblem(answer, entry.operation());
        }
    }

    private Answer send(Entry entry, String name, String token, @Nullable String otherBody) {
        String template = entry.terms().getOrDefault("body", entry.terms().getOrDefault("csv", ""));
        String body = otherBody != null ? otherBody : world.fill(template, name);
        return sendTo(
                entry,
                world.fill(entry.required("url"), name),
                token,
                body.isEmpty() && entry.method().equals("GET") ? null : body);
    }

    /** Past the gateway, whose limit of requests by strangers would answer for the service. */
    private Answer sendTo(Entry entry, String url, String token, @Nullable String body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Idempotency-Key", "attack-" + UUID.randomUUID());
        if (body != null) {
            headers.put("Content-Type", entry.term("csv") == null ? "application/json" : "text/csv");
        }
        URI uri = installation.uri(partOf(entry)).resolve(url);
        return Wire.send(new Wire.Request(
                entry.method(), uri, token, headers, body == null ? null : body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Part partOf(Entry entry) {
        return Parts.of(entry.path());
    }
}
