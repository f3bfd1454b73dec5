package org.qudao.e2e.attacks;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qudao.e2e.attacks.Described.Operation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests made of what the description says: a proper one per operation, to be spoilt in one place. */
final class Bodies {

    private static final JsonMapper JSON = new JsonMapper();

    private final Described described = new Described();
    private final Manifest.Entry[] manifest = Manifest.read().toArray(Manifest.Entry[]::new);

    /** An operation that reads a JSON body, with an address that names nothing that exists and a proper body. */
    record Write(Operation operation, String url, ObjectNode body, JsonNode schema) {}

    List<Write> writes() {
        return described.operations().stream()
                .filter(operation -> body(operation.description()).isObject())
                .map(this::write)
                .toList();
    }

    private Write write(Operation operation) {
        JsonNode schema = described.resolved(body(operation.description()).get("schema"));
        String path = operation.path().replace("{month}", "2099-01").replaceAll("\\{[^}]*}", "nothing");
        return new Write(operation, path, body(operation), schema);
    }

    /** What an operation says of its JSON body; missing when it reads none, or one of another type. */
    private static JsonNode body(JsonNode operation) {
        return operation.path("requestBody").path("content").path("application/json");
    }

    /** The manifest's body with all names in braces taken for an id of nothing. */
    private ObjectNode body(Operation operation) {
        for (Manifest.Entry entry : manifest) {
            String body = entry.term("body");
            if (entry.operation().equals(operation.name()) && body != null) {
                return (ObjectNode) JSON.readTree(body.replace("{today}", "2026-01-31")
                        .replace("{kindBelow}", "DEALER")
                        .replaceAll("\\{[A-Za-z]+}", "nothing"));
            }
        }
        return JSON.createObjectNode();
    }

    /** All fields that the operation reads, by their address in the body, with the schema of each. */
    Map<String, JsonNode> fields(Write write) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        collect("", write.schema(), fields);
        return fields;
    }

    private void collect(String prefix, JsonNode schema, Map<String, JsonNode> fields) {
        schema.path("properties").propertyStream().forEach(property -> {
            JsonNode type = described.resolved(property.getValue());
            String field = prefix + "/" + property.getKey();
            fields.put(field, type);
            if (type.path("type").asString("").equals("array")) {
                fields.put(field + "/0", described.resolved(type.get("items")));
                collect(field + "/0", described.resolved(type.get("items")), fields);
            } else {
                collect(field, type, fields);
            }
        });
    }

    /** The body with one field replaced; what lies above it and is not there is made. */
    static ObjectNode with(ObjectNode body, String pointer, JsonNode value) {
        ObjectNode copy = body.deepCopy();
        JsonNode parent = copy;
        String[] steps = pointer.substring(1).split("/");
        for (int i = 0; i < steps.length; i++) {
            boolean last = i == steps.length - 1;
            JsonNode made = last ? value : steps[i + 1].equals("0") ? JSON.createArrayNode() : JSON.createObjectNode();
            parent = put(parent, steps[i], made, last);
        }
        return copy;
    }

    private static JsonNode put(JsonNode parent, String step, JsonNode value, boolean replace) {
        if (parent instanceof ArrayNode array) {
            if (array.isEmpty()) {
                array.add(value);
            } else if (replace) {
                array.set(0, value);
            }
            return array.get(0);
        }
        ObjectNode object = (ObjectNode) parent;
        if (replace || !object.path(step).isContainer()) {
            object.set(step, value);
        }
        return object.get(step);
    }

    /** As a problem names the field at an address: {@code /lines/0/sku} is {@code lines[0].sku}. */
    static String named(String pointer) {
        return pointer.substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.');
    }

    /** A proper value for a query parameter or path variable. */
    static Map<String, String> properQuery(Operation operation) {
        Map<String, String> query = new HashMap<>();
        for (JsonNode parameter : operation.description().path("parameters")) {
            if (parameter.path("in").asString().equals("query")
                    && parameter.path("required").asBoolean(false)) {
                query.put(parameter.get("name").asString(), proper(parameter.get("schema")));
            }
        }
        return query;
    }

    static boolean isDate(JsonNode schema) {
        return schema.path("format").asString("").equals("date");
    }

    static boolean isMonth(JsonNode schema) {
        return schema.path("pattern").asString("").equals("^\\d{4}-\\d{2}$");
    }

    private static String proper(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.get("enum").get(0).asString();
        }
        if (isDate(schema)) {
            return "2026-01-31";
        }
        if (isMonth(schema)) {
            return "2026-01";
        }
        return switch (schema.path("type").asString("")) {
            case "integer" -> schema.has("minimum") ? schema.get("minimum").asString() : "1";
            case "number" -> "1";
            default -> "nothing";
        };
    }
}
