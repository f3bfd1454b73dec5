package org.qudao.e2e.attacks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operations of {@code docs/api/openapi.json}, which OpenApiIT holds to what the services serve. */
final class Described {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** One operation with its part of the description. */
    record Operation(String method, String path, JsonNode description) {

        String name() {
            return method + " " + path;
        }
    }

    private final JsonNode root = new JsonMapper()
            .readTree(Path.of("..", "docs", "api", "openapi.json").toFile());

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.get("paths").propertyStream().forEach(path -> path.getValue()
                .propertyStream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method -> operations.add(new Operation(
                        method.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    /** Follows a reference into the components; another schema is itself. */
    JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : root.at(reference.substring(1));
    }

    JsonNode schemas() {
        return root.at("/components/schemas");
    }
}
