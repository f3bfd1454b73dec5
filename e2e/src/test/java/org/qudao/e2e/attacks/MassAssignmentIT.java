package org.qudao.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.qudao.e2e.Api.Answer;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Rounds;
import org.qudao.platform.test.Tokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fields that the product decides by itself, sent along with every write: those that answers hold, and those that only the store knows.
 * Each is refused by name, so nothing can have been taken over.
 */
class MassAssignmentIT {

    private static final JsonMapper JSON = new JsonMapper();

    /** What the documents in the store hold beside the fields of any answer. */
    private static final Set<String> OF_THE_STORE = Set.of(
            "_id",
            "_class",
            "version",
            "outbox",
            "events",
            "path",
            "history",
            "dealer",
            "unitPrice",
            "netAmount",
            "price",
            "discount",
            "total",
            "credit",
            "creditLimit",
            "exposure",
            "available",
            "reserved",
            "role",
            "roles",
            "scope",
            "subject",
            "createdBy",
            "createdAt",
            "reportedBy",
            "requestHash",
            "submission",
            "decision",
            "override",
            "booking",
            "stage",
            "class",
            "@type",
            "__proto__",
            "constructor");

    private final Installation installation = Installation.shared();
    private static final int FEW = 20;

    private final Rounds rounds = new Rounds();
    private final Bodies bodies = new Bodies();

    @Test
    void noWriteTakesAFieldThatTheProductDecides() {
        Set<String> answered = new TreeSet<>(OF_THE_STORE);
        new Described().schemas().propertyStream().forEach(schema -> schema.getValue()
                .path("properties")
                .propertyNames()
                .forEach(answered::add));
        List<String> wrong = new ArrayList<>();
        for (Bodies.Write write : bodies.writes()) {
            Map<String, JsonNode> own = bodies.fields(write);
            Set<String> levels = new HashSet<>(Set.of(""));
            own.keySet().stream()
                    .filter(pointer -> pointer.lastIndexOf('/') > 0 && !pointer.endsWith("/0"))
                    .forEach(pointer -> levels.add(pointer.substring(0, pointer.lastIndexOf('/'))));
            for (String level : levels) {
                for (String field : rounds.some(answered, FEW)) {
                    if (!own.containsKey(level + "/" + field)) {
                        refused(write, level + "/" + field, wrong);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void refused(Bodies.Write write, String pointer, List<String> wrong) {
        JsonNode body = Bodies.with(write.body(), pointer, JSON.readTree("1"));
        Answer answer = Wire.send(new Wire.Request(
                write.operation().method(),
                installation.uri(Parts.of(write.operation().path())).resolve(write.url()),
                Tokens.hq(),
                Map.of("Content-Type", "application/json", "Idempotency-Key", "mass-assignment"),
                body.toString().getBytes(StandardCharsets.UTF_8)));
        String asked = write.operation().name() + " with " + pointer;
        if (answer.status() != 400) {
            wrong.add(asked + ": " + answer.status() + " " + answer.body());
        } else if (!Wire.assertProblem(answer, asked)
                .path("errors")
                .path(0)
                .path("field")
                .asString("")
                .equals(Bodies.named(pointer))) {
            wrong.add(asked + " is not named: " + answer.body());
        }
    }
}
