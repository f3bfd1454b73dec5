package org.qudao.e2e.deployment;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A service as a deployment describes it.
 *
 * @param environment what its container gets; where a value is a secret, the secret's name and key
 * @param ports at which it can be reached from the other containers, where the deployment says so
 */
record Deployed(String service, String image, Map<String, String> environment, Set<Integer> ports) {

    /** Everything in which the deployment and the service disagree; whoever deploys sees all that can be set. */
    List<String> driftFrom(Settings settings, Map<String, Settings> all) {
        List<String> drift = new ArrayList<>();
        if (!image.replaceFirst(":[^/]*$", "").equals("qudao/" + service)) {
            drift.add(service + ": image " + image);
        }
        for (String name : environment.keySet()) {
            if (!settings.variables().containsKey(name)) {
                drift.add(service + ": sets " + name + ", which is not read");
            }
        }
        for (String name : settings.variables().keySet()) {
            if (!environment.containsKey(name)) {
                drift.add(service + ": reads " + name + ", which is not set");
            }
        }
        differ(drift, "QUDAO_PORT", settings.port());
        differ(drift, "QUDAO_MANAGEMENT_PORT", settings.managementPort());
        if (!ports.isEmpty() && !ports.equals(Set.of(settings.port(), settings.managementPort()))) {
            drift.add(service + ": ports " + ports);
        }
        environment.forEach((name, value) -> {
            if (name.endsWith("_URL")) {
                addressDrift(drift, name, value, all);
            }
        });
        return drift;
    }

    private void differ(List<String> drift, String name, int expected) {
        if (!Integer.toString(expected).equals(environment.get(name))) {
            drift.add(service + ": " + name + " is " + environment.get(name) + ", not " + expected);
        }
    }

    /** QUDAO_ORDER_URL leads to order-service, at the port where it listens. */
    private void addressDrift(List<String> drift, String name, String value, Map<String, Settings> all) {
        boolean management = name.endsWith("_MANAGEMENT_URL");
        String neighbour = name.replaceFirst("^QUDAO_", "")
                        .replaceFirst("(_MANAGEMENT)?_URL$", "")
                        .toLowerCase(java.util.Locale.ROOT)
                + "-service";
        Settings settings = all.get(neighbour);
        int port = settings == null ? -1 : management ? settings.managementPort() : settings.port();
        if (!URI.create("http://" + neighbour + ":" + port).equals(URI.create(value))) {
            drift.add(service + ": " + name + " is " + value + ", not http://" + neighbour + ":" + port);
        }
    }
}
