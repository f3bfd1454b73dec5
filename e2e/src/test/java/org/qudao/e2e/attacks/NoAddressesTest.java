package org.qudao.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * No request tells the product where to connect to: no field, parameter or header of any operation is an address. So there is nothing
 * to forge requests with. Whoever adds one (a webhook, say) finds this test, and writes the one against addresses of the inside.
 */
class NoAddressesTest {

    private static final Pattern ADDRESS =
            Pattern.compile(".*(url|uri|href|callback|webhook|endpoint|hostname|domain|redirect|proxy|avatar|image).*");

    private final Described described = new Described();

    @Test
    void noOperationReadsAnAddress() {
        List<String> addresses = new ArrayList<>();
        for (Described.Operation operation : described.operations()) {
            for (JsonNode parameter : operation.description().path("parameters")) {
                look(operation.name(), parameter.get("name").asString(), parameter.get("schema"), addresses);
            }
            operation
                    .description()
                    .path("requestBody")
                    .path("content")
                    .propertyStream()
                    .forEach(
                            content -> read(operation.name(), content.getValue().get("schema"), addresses));
        }
        assertThat(addresses).isEmpty();
    }

    private void read(String operation, JsonNode schema, List<String> addresses) {
        described.resolved(schema).path("properties").propertyStream().forEach(field -> {
            look(operation, field.getKey(), field.getValue(), addresses);
            read(operation, field.getValue(), addresses);
            read(operation, field.getValue().path("items"), addresses);
        });
    }

    private static void look(String operation, String name, JsonNode schema, List<String> addresses) {
        if (ADDRESS.matcher(name.toLowerCase(Locale.ROOT)).matches()
                || schema.path("format").asString("").startsWith("uri")) {
            addresses.add(operation + ": " + name);
        }
    }
}
