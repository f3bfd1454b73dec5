package org.qudao.local.issuer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A running identity provider. */
public final class Issuer implements AutoCloseable {

    public static final int DEFAULT_PORT = 8085;

    private final ConfigurableApplicationContext context;

    private Issuer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Returns once tokens can be had.
     *
     * @param uri the address that tokens name; usually {@code http://localhost:<port>}
     * @param gatewayUri where the browser is sent back to
     */
    public static Issuer start(Path data, int port, String uri, String gatewayUri, List<Persona> personas) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--qudao.issuer.uri=" + uri,
                "--qudao.issuer.data=" + data,
                "--qudao.issuer.redirect-uris=" + gatewayUri + "/login/oauth2/code/qudao"));
        for (int i = 0; i < personas.size(); i++) {
            Persona persona = personas.get(i);
            String key = "--qudao.issuer.personas[" + i + "].";
            arguments.add(key + "id=" + persona.id());
            arguments.add(key + "roles=" + String.join(",", persona.roles()));
            if (persona.node() != null) {
                arguments.add(key + "node=" + persona.node());
            }
        }
        return start(arguments);
    }

    static Issuer start(List<String> arguments) {
        return new Issuer(new SpringApplicationBuilder(IssuerServer.class)
                .properties("spring.config.name=issuer", "spring.main.register-shutdown-hook=false")
                .run(arguments.toArray(String[]::new)));
    }

    public Secrets secrets() {
        return context.getBean(Secrets.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
