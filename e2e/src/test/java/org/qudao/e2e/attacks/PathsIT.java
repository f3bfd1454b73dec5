package org.qudao.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qudao.e2e.Api.Answer;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.platform.test.Tokens;

/** Addresses that lead somewhere else than they seem to, or to what is nobody's business. Sent as headquarters, who may do the most. */
class PathsIT {

    private static final List<String> INTERNALS = List.of(
            "/actuator",
            "/actuator/health",
            "/actuator/env",
            "/actuator/heapdump",
            "/actuator/prometheus",
            "/actuator/deadletters",
            "/actuator/gateway/routes",
            "/v3/api-docs",
            "/v3/api-docs.yaml",
            "/v3/api-docs/swagger-config",
            "/swagger-ui.html",
            "/swagger-ui/index.html",
            "/error",
            "/h2-console",
            "/jolokia",
            "/.env",
            "/.git/config",
            "/WEB-INF/web.xml",
            "/META-INF/MANIFEST.MF",
            "/application.yml",
            "/gateway.yml",
            "/server-status",
            "/login",
            "/logout",
            "/oauth2/authorization/x");

    /** Ways up and out of an address that the gateway forwards; what follows is the address meant. */
    private static final List<String> WAYS_OUT = List.of(
            "/api/v1/orders/../../..",
            "/api/v1/orders/..;/..;/..;",
            "/api/v1/orders/..;x=1/..;x=1/..;x=1",
            "/api/v1/orders/%2e%2e/%2e%2e/%2e%2e",
            "/api/v1/orders/%2E./.%2e/%2E%2E",
            "/api/v1/orders/%252e%252e/%252e%252e/%252e%252e",
            "/api/v1/orders/..%2f..%2f..",
            "/api/v1/orders/..%252f..%252f..",
            "/api/v1/orders%2f..%2f..%2f..",
            "/api/v1/orders/..%5c..%5c..",
            "/api/v1/orders\\..\\..\\..",
            "/api/v1/orders/%c0%ae%c0%ae/%c0%ae%c0%ae/%c0%ae%c0%ae",
            "/api/v1/orders/%u002e%u002e/%u002e%u002e/%u002e%u002e",
            "/api/v1/orders/.%00./.%00./.%00.",
            "/api/v1/orders/%0d%0a/../../..",
            "/api/v1/orders;/../../..",
            "/api/v1/imports/nodes/../../../..",
            "/api/v1/imports/nodes/..;/..;/..;/..;",
            "/docs/..",
            "/docs/..;",
            "/docs/%2e%2e",
            "//",
            "/./",
            "/;/",
            "/%2f",
            "/%5c",
            "http://localhost:1",
            "http://localhost/api/v1/orders/../../..");

    private static final List<String> CROOKED = List.of(
            "/api/v1//orders",
            "//api/v1/orders",
            "/api//v1/orders",
            "/api/v1/orders;a=b",
            "/api/v1/orders;.json",
            "/api/v1/orders%00",
            "/api/v1/orders/%00",
            "/api/v1/orders%0a",
            "/api/v1/orders%20",
            "/api/v1/orders/..",
            "/api/v1/orders/.",
            "/api/v1/./orders",
            "/api/v1/nodes/../orders",
            "/API/V1/ORDERS",
            "/api/v1/orders.json",
            "/api/v1/%6frders%2f",
            "/api/v1/orders/%",
            "/api/v1/orders/%zz",
            "/api/v1/orders/%ff%fe",
            "/api/v1/orders?limit=%zz",
            "/api/v2/orders",
            "/api/v1",
            "/");

    private final Installation installation = Installation.shared();
    private final URI gateway = installation.uri(Part.GATEWAY);

    @Test
    void internalsCannotBeReachedThroughTheGateway() {
        List<String> wrong = new ArrayList<>();
        for (String internal : INTERNALS) {
            refused(gateway, internal, Set.of(400, 404), wrong);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void noWayLeadsOutOfAnAddressThatIsForwarded() {
        List<String> wrong = new ArrayList<>();
        for (String way : WAYS_OUT) {
            for (String internal : List.of("/actuator/health", "/v3/api-docs")) {
                refused(gateway, way + internal, Set.of(400, 404), wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void crookedAddressesAreRefused() {
        List<String> wrong = new ArrayList<>();
        for (String path : CROOKED) {
            refused(gateway, path, Set.of(400, 404), wrong);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void servicesBehindTheGatewayRefuseTheSame() {
        List<String> wrong = new ArrayList<>();
        for (Part part : Part.SERVICES) {
            URI service = installation.uri(part);
            for (String internal : INTERNALS) {
                if (!internal.startsWith("/v3/api-docs")) {
                    refused(service, internal, Set.of(400, 404), wrong);
                }
            }
            for (String way : WAYS_OUT) {
                refused(service, way + "/actuator/health", Set.of(400, 404), wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void managementPortsOpenNothingButHealth() {
        List<String> wrong = new ArrayList<>();
        for (Part part : Part.SERVICES) {
            management(part, wrong);
        }
        management(Part.GATEWAY, wrong);
        assertThat(wrong).isEmpty();
    }

    private void management(Part part, List<String> wrong) {
        URI management = URI.create(installation.managementUri(part));
        expect(management, "/actuator/health", "", 200, wrong);
        assertThat(RawHttp.get(management, "/actuator/health", "").json().propertyNames())
                .as("health of %s", part)
                .allMatch(Set.of("status", "groups")::contains);
        for (String closed : List.of("/actuator/prometheus", "/actuator/info", "/actuator/env", "/actuator/heapdump")) {
            expect(management, closed, "", 401, wrong);
        }
        expect(management, "/actuator/prometheus", Tokens.dealer("D-1"), 403, wrong);
        expect(management, "/actuator/env", Tokens.hq(), 404, wrong);
        expect(management, "/actuator/heapdump", Tokens.hq(), 404, wrong);
    }

    private static void expect(URI at, String path, String token, int status, List<String> wrong) {
        int answered = RawHttp.get(at, path, token).status();
        if (answered != status) {
            wrong.add(at + path + (token.isEmpty() ? " without a token" : "") + ": " + answered);
        }
    }

    private static void refused(URI at, String target, Set<Integer> statuses, List<String> wrong) {
        Answer answer = RawHttp.get(at, target, Tokens.hq());
        if (!statuses.contains(answer.status())) {
            wrong.add(at + " " + target + ": " + answer.status() + " " + answer.body());
        } else {
            try {
                Wire.assertProblem(answer, target);
            } catch (AssertionError e) {
                wrong.add(at + " " + target + " is no problem+json: " + answer.status() + " " + answer.body());
            }
        }
    }
}
