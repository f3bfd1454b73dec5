package org.qudao.e2e.deployment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a service reads from its environment.
 *
 * @param variables with their defaults; null where there is none
 */
record Settings(String service, Map<String, @Nullable String> variables) {

    static final List<String> SERVICES =
            List.of("gateway", "dealer-service", "order-service", "inventory-service", "forecast-service");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(QUDAO_[A-Z_]+)(?::([^}]*))?}");

    static Settings of(String service) {
        List<String> files = new ArrayList<>(List.of(service + "/src/main/resources/" + service + ".yml"));
        if (!service.equals("gateway")) {
            files.add("platform/src/main/resources/qudao-platform.yml");
        }
        Map<String, @Nullable String> variables = new LinkedHashMap<>();
        for (String file : files) {
            Matcher placeholder = PLACEHOLDER.matcher(Repository.read(file));
            while (placeholder.find()) {
                variables.put(placeholder.group(1), placeholder.group(2));
            }
        }
        return new Settings(service, variables);
    }

    int port() {
        return Integer.parseInt(String.valueOf(variables.get("QUDAO_PORT")));
    }

    int managementPort() {
        return Integer.parseInt(String.valueOf(variables.get("QUDAO_MANAGEMENT_PORT")));
    }
}
