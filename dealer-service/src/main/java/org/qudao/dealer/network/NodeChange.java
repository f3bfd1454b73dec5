package org.qudao.dealer.network;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who changed what on a node, when and why. It travels with the event, so that no change can be lost. */
public record NodeChange(String by, Instant at, @Nullable String reason, List<FieldChange> fields) {
    public NodeChange {
        fields = List.copyOf(fields);
    }

    /** The difference of two states; {@code before} is null for a new node. */
    public static NodeChange between(
            @Nullable Node before, Node after, String by, Instant at, @Nullable String reason) {
        List<FieldChange> fields = new ArrayList<>();
        compare(fields, "name", before == null ? null : before.name(), after.name());
        compare(fields, "kind", before == null ? null : before.kind(), after.kind());
        compare(fields, "channel", before == null ? null : before.channel(), after.channel());
        compare(fields, "parentId", before == null ? null : before.parentId(), after.parentId());
        compare(fields, "path", before == null ? null : slashed(before), slashed(after));
        compare(fields, "status", before == null ? null : before.status(), after.status());
        compare(fields, "tier", before == null ? null : before.tier(), after.tier());
        return new NodeChange(by, at, reason, fields);
    }

    /** The event type that this change is published as: the most telling of the changed fields. */
    public String eventType() {
        if (touches("kind")) {
            return "NodeCreated";
        }
        if (touches("status")) {
            return "NodeStatusChanged";
        }
        return touches("parentId") || touches("path") ? "NodeMoved" : "NodeChanged";
    }

    private boolean touches(String field) {
        return fields.stream().anyMatch(change -> change.field().equals(field));
    }

    private static void compare(
            List<FieldChange> fields, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(new FieldChange(
                    field, before == null ? null : before.toString(), after == null ? null : after.toString()));
        }
    }

    private static String slashed(Node node) {
        return String.join("/", node.path());
    }
}
