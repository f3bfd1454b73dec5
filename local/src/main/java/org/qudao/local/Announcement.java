package org.qudao.local;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qudao.local.issuer.Secrets;

/** What a person needs to look around: addresses, and for each role a command to paste. */
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

    String text(@Nullable LoadedSample sample, String dataDirectory) {
        StringBuilder text = new StringBuilder();
        text.append(
                """

                Gateway            %s    (health: %s/health)
                Identity provider  %s
                Data and log       %s    (secrets: issuer/secrets.properties, log: logs/qudao.log)
                """
                        .formatted(gateway, gateway, issuer, dataDirectory));
        Year year = sample == null ? null : YEARS.get(sample.name());
        if (sample == null || year == null) {
            text.append(curl("Headquarters", "hq", "/api/v1/nodes"));
        } else {
            String period = "from=" + year.from() + "&to=" + year.to();
            text.append(curl("Headquarters: sales by channel", "hq", "/api/v1/sales?by=channel&" + period));
            text.append(curl(
                    "Regional manager of " + sample.personas().region() + ": sales of every dealer",
                    "regional-manager",
                    "/api/v1/sales?by=node&" + period));
            text.append(
                    curl("Dealer " + sample.personas().dealer() + ": own orders", "dealer", "/api/v1/orders?limit=3"));
        }
        return text.append(System.lineSeparator())
                .append("Ctrl-C stops.")
                .append(System.lineSeparator())
                .toString();
    }

    private String curl(String heading, String persona, String path) {
        String token =
                "$(curl -s -u %s:%s -d grant_type=client_credentials %s/oauth2/token | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')"
                        .formatted(persona, secrets.of(persona), issuer);
        return "%n# %s%ncurl -s -H \"Authorization: Bearer %s\" '%s%s'%n".formatted(heading, token, gateway, path);
    }
}
