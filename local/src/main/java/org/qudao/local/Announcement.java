package org.qudao.local;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qudao.local.issuer.Persona;
import org.qudao.local.issuer.Secrets;
import org.qudao.local.sample.Personas;

/** What a person needs to look around: addresses, a token per role as a variable of the shell, and a command to paste for each. */
final class Announcement {

    private record Year(String from, String to) {}

    /** A year with much history in each sample. */
    private static final Map<String, Year> YEARS = Map.of(
            "steelwheels", new Year("2004-01-01", "2004-12-31"),
            "adventureworks", new Year("2013-01-01", "2013-12-31"));

    private final String gateway;
    private final String issuer;
    private final Secrets secrets;

    Announcement(String gateway, String issuer, Secrets secrets) {
        this.gateway = gateway;
        this.issuer = issuer;
        this.secrets = secrets;
    }

    String text(@Nullable LoadedSample sample, List<Persona> own, String dataDirectory) {
        return """

                Gateway            %s    (health: %s/health)
                API documentation  %s/docs
                Identity provider  %s
                Data and log       %s    (secrets: issuer/secrets.properties, log: logs/qudao.log)

                # The API and a token per role; a token is good for an hour
                API=%s/api/v1
                """
                        .formatted(gateway, gateway, gateway, issuer, dataDirectory, gateway)
                + tokens(sample)
                + own.stream()
                        .map(persona -> token(variable(persona), persona.id()))
                        .collect(Collectors.joining())
                + (sample == null && own.isEmpty()
                        ? "# A token of a dealer or regional manager of yours: start with --persona NAME:ROLE:NODE%n"
                                .formatted()
                        : "")
                + commands(sample)
                + own.stream().map(Announcement::look).collect(Collectors.joining())
                + "%nCtrl-C stops.%n".formatted();
    }

    private String tokens(@Nullable LoadedSample sample) {
        String tokens = token("HQ", "hq") + token("SERVICE", "service");
        if (sample == null) {
            return tokens;
        }
        tokens += token("MANAGER", "regional-manager") + token("DEALER", "dealer");
        return sample.personas().outlet() == null ? tokens : tokens + token("OUTLET", "outlet");
    }

    private String commands(@Nullable LoadedSample sample) {
        String system = curl("Another system: the columns of an order import", "SERVICE", "/imports/orders/template");
        Year year = sample == null ? null : YEARS.get(sample.name());
        if (sample == null || year == null) {
            return curl("Headquarters: the network", "HQ", "/nodes") + system;
        }
        Personas personas = sample.personas();
        String period = "from=" + year.from() + "&to=" + year.to();
        return curl("Headquarters: sales by channel", "HQ", "/sales?by=channel&" + period)
                + curl(
                        "Regional manager of " + personas.region() + ": sales of every dealer",
                        "MANAGER",
                        "/sales?by=node&" + period)
                + curl("Dealer " + personas.dealer() + ": own orders", "DEALER", "/orders?limit=3")
                + (personas.outlet() == null
                        ? ""
                        : curl("Outlet " + personas.outlet() + ": own orders", "OUTLET", "/orders?limit=3"))
                + system;
    }

    /** Never the name of a variable that the shell has. */
    private static String variable(Persona persona) {
        return persona.id().replace('-', '_').toUpperCase(Locale.ROOT) + "_TOKEN";
    }

    private static String look(Persona persona) {
        String who = persona.roles().getFirst() + (persona.node() == null ? "" : " of " + persona.node());
        return curl(persona.id() + ", " + who + ": the network", variable(persona), "/nodes");
    }

    private String token(String variable, String persona) {
        return "%s=$(curl -s -u %s:%s -d grant_type=client_credentials %s/oauth2/token | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')%n"
                .formatted(variable, persona, secrets.of(persona), issuer);
    }

    private static String curl(String heading, String variable, String path) {
        return "%n# %s%ncurl -s -H \"Authorization: Bearer $%s\" \"$API%s\"%n".formatted(heading, variable, path);
    }
}
