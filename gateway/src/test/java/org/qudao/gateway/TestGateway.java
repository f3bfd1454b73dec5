package org.qudao.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.qudao.gateway.routing.Service;
import org.qudao.web.test.TestIssuer;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running gateway with a stand-in per service, which answers every request with its name until it is told otherwise. */
final class TestGateway implements AutoCloseable {

    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final TestIssuer issuer = new TestIssuer();
    private final Map<Service, WireMockServer> services = new EnumMap<>(Service.class);
    private final ConfigurableApplicationContext context;

    TestGateway(String... settings) {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("server.port", "0");
        arguments.put("management.server.port", "0");
        arguments.put("qudao.issuer-uri", issuer.uri());
        for (Service service : Service.values()) {
            WireMockServer server = new WireMockServer(options().dynamicPort().maxRequestJournalEntries(50));
            server.start();
            services.put(service, server);
            String name = service.name().toLowerCase(Locale.ROOT);
            arguments.put("qudao.services." + name + ".url", "http://localhost:" + server.port());
            arguments.put("qudao.services." + name + ".management-url", "http://localhost:" + server.port());
        }
        reset();
        for (String setting : settings) {
            arguments.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        context = Gateway.application()
                .run(arguments.entrySet().stream()
                        .map(argument -> "--" + argument.getKey() + "=" + argument.getValue())
                        .toArray(String[]::new));
    }

    /** All services answer again, and no circuit is open. */
    void reset() {
        services.forEach((service, server) -> {
            server.resetAll();
            server.stubFor(any(anyUrl()).atPriority(10).willReturn(okJson("{\"service\":\"" + service.id() + "\"}")));
        });
        if (context != null) {
            context.getBean(CircuitBreakerRegistry.class)
                    .getAllCircuitBreakers()
                    .forEach(breaker -> breaker.reset());
        }
    }

    WireMockServer service(Service service) {
        return services.get(service);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    int managementPort() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(path, request -> {
            if (headers.length > 0) {
                request.headers(headers);
            }
        });
    }

    HttpResponse<String> getAsHq(String path) {
        return get(path, "Authorization", "Bearer " + issuer.hq());
    }

    HttpResponse<String> send(String path, Consumer<HttpRequest.Builder> change) {
        return send(port(), path, change);
    }

    HttpResponse<String> send(int port, String path, Consumer<HttpRequest.Builder> change) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        change.accept(request);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends the bytes as they are, which an HTTP client would not do, and reads until the gateway closes. */
    String sendRaw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    @Override
    public void close() {
        context.close();
        services.values().forEach(WireMockServer::stop);
        issuer.close();
    }
}
