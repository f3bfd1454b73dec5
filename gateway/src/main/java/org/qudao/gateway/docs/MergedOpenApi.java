package org.qudao.gateway.docs;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.qudao.gateway.routing.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds one OpenAPI document out of several. Components of the same name and content are shared; of the same name and another content, the later one gets
 * its service's name in front, and so does every component that refers to it. Paths that the gateway does not route to the service are left out.
 */
class MergedOpenApi {

    private static final String API = "/api/v1/";
    private static final String REF = "#/components/";
    private static final List<String> OPERATIONS =
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final ObjectNode document = JsonMapper.shared().createObjectNode();
    private final ObjectNode paths;
    private final ObjectNode components;
    private final Set<String> operationIds = new HashSet<>();
    private final Set<String> tags = new HashSet<>();

    MergedOpenApi(String version) {
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Qudao")
                .put("version", version)
                .put("description", "Channel management for manufacturers that sell direct and through dealers.");
        document.putArray("servers").addObject().put("url", "/");
        document.putArray("security").addObject().putArray("bearer");
        document.putArray("tags");
        paths = document.putObject("paths");
        components = document.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT");
    }

    void add(Service service, JsonNode original) {
        ObjectNode added = (ObjectNode) original.deepCopy();
        String prefix = capitalised(service);
        ObjectNode addedComponents = added.withObject("/components");
        addedComponents.remove("securitySchemes");
        Set<String> colliding = collisions(addedComponents);
        renameReferences(added, colliding, prefix);
        addComponents(addedComponents, colliding, prefix);
        added.path("paths").forEachEntry((path, item) -> {
            if (isRouted(service, path) && !paths.has(path)) {
                paths.set(path, ownOperations((ObjectNode) item, service));
            }
        });
        for (JsonNode tag : added.path("tags")) {
            if (tags.add(tag.path("name").asString(""))) {
                document.withArray("/tags").add(tag);
            }
        }
    }

    /** The document says itself what it lacks. */
    void missing(List<String> services) {
        ArrayNode names = document.putArray("x-unavailable-services");
        services.forEach(names::add);
        ObjectNode info = document.withObject("/info");
        info.put(
                "description",
                info.path("description").asString("") + " Incomplete: no answer from " + String.join(", ", services)
                        + ".");
    }

    ObjectNode document() {
        return document;
    }

    private static boolean isRouted(Service service, String path) {
        if (!path.startsWith(API)) {
            return false;
        }
        String first = path.substring(API.length()).split("/", 2)[0];
        return first.equals("imports")
                ? !service.importKinds().isEmpty()
                : service.segments().contains(first);
    }

    private ObjectNode ownOperations(ObjectNode item, Service service) {
        for (String method : OPERATIONS) {
            if (item.get(method) instanceof ObjectNode operation) {
                operation.remove("security");
                String id = operation.path("operationId").asString(method);
                if (!operationIds.add(id)) {
                    id = service.name().toLowerCase(Locale.ROOT) + capitalised(id);
                    for (int number = 2; !operationIds.add(id); number++) {
                        id = id + number;
                    }
                }
                operation.put("operationId", id);
                nameImportKinds(operation);
            }
        }
        return item;
    }

    /** All services offer the same import addresses; which kinds there are is known here only. */
    private static void nameImportKinds(ObjectNode operation) {
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("name").asString("").equals("kind")
                    && parameter.path("in").asString("").equals("path")) {
                Set<String> kinds = new TreeSet<>();
                for (Service service : Service.values()) {
                    kinds.addAll(service.importKinds());
                }
                ArrayNode values =
                        ((ObjectNode) parameter).withObject("/schema").putArray("enum");
                kinds.forEach(values::add);
            }
        }
    }

    /** References ("#/components/schemas/Line") that would mean something else in the merged document. */
    private Set<String> collisions(ObjectNode added) {
        Set<String> colliding = new HashSet<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Map.Entry<String, JsonNode> section : added.properties()) {
                for (Map.Entry<String, JsonNode> component : section.getValue().properties()) {
                    JsonNode known = components.path(section.getKey()).path(component.getKey());
                    String reference = REF + section.getKey() + "/" + component.getKey();
                    boolean collides = !known.isMissingNode()
                            && (!known.equals(component.getValue()) || refersTo(component.getValue(), colliding));
                    if (collides && colliding.add(reference)) {
                        grown = true;
                    }
                }
            }
        }
        return colliding;
    }

    private void addComponents(ObjectNode added, Set<String> colliding, String prefix) {
        added.forEachEntry((section, ofSection) -> {
            ObjectNode target = components.withObject("/" + section);
            ofSection.forEachEntry((name, component) -> {
                boolean renamed = colliding.contains(REF + section + "/" + name);
                target.set(renamed ? prefix + name : name, component);
            });
        });
    }

    private static boolean refersTo(JsonNode node, Set<String> references) {
        if (references.contains(node.path("$ref").asString(""))) {
            return true;
        }
        for (JsonNode child : node) {
            if (refersTo(child, references)) {
                return true;
            }
        }
        return false;
    }

    private static void renameReferences(JsonNode node, Set<String> colliding, String prefix) {
        if (node instanceof ObjectNode object) {
            String reference = object.path("$ref").asString("");
            if (colliding.contains(reference)) {
                int name = reference.lastIndexOf('/') + 1;
                object.put("$ref", reference.substring(0, name) + prefix + reference.substring(name));
            }
        }
        for (JsonNode child : node) {
            renameReferences(child, colliding, prefix);
        }
    }

    private static String capitalised(Service service) {
        return capitalised(service.name().toLowerCase(Locale.ROOT));
    }

    private static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
