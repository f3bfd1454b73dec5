package org.qudao.e2e.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file, read strictly: a key that it cannot have, or has twice, is an error. */
record Compose(Map<String, Map<String, Object>> services, Set<String> volumes) {

    private static final Set<String> TOP = Set.of("name", "services", "networks", "volumes");
    private static final Set<String> OF_A_SERVICE = Set.of(
            "image",
            "build",
            "command",
            "environment",
            "ports",
            "volumes",
            "networks",
            "depends_on",
            "healthcheck",
            "restart",
            "read_only",
            "tmpfs",
            "cap_drop",
            "security_opt",
            "mem_limit",
            "profiles");

    static Compose parse(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Map<String, Object> document = new Yaml(new SafeConstructor(options)).load(text);
        for (String key : document.keySet()) {
            if (!TOP.contains(key) && !key.startsWith("x-")) {
                throw new IllegalArgumentException("unknown key " + key);
            }
        }
        Map<String, Map<String, Object>> services = new LinkedHashMap<>();
        map(document.get("services")).forEach((name, service) -> {
            Map<String, Object> definition = map(service);
            for (String key : definition.keySet()) {
                if (!OF_A_SERVICE.contains(key)) {
                    throw new IllegalArgumentException("unknown key " + key + " of " + name);
                }
            }
            services.put(name, definition);
        });
        return new Compose(services, map(document.get("volumes")).keySet());
    }

    Deployed deployed(String service) {
        return new Deployed(service, (String) services.get(service).get("image"), environment(service), Set.of());
    }

    Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        map(services.get(service).getOrDefault("environment", Map.of()))
                .forEach((name, value) -> environment.put(name, String.valueOf(value)));
        return environment;
    }

    Map<String, Object> buildArguments(String service) {
        Object build = services.get(service).get("build");
        return build == null ? Map.of() : map(map(build).get("args"));
    }

    @SuppressWarnings("unchecked")
    List<String> strings(String service, String key) {
        return (List<String>) services.get(service).getOrDefault(key, List.of());
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
