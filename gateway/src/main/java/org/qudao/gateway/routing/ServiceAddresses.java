package org.qudao.gateway.routing;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the services listen. */
@ConfigurationProperties("qudao.services")
public record ServiceAddresses(Address dealer, Address order, Address inventory, Address forecast) {

    /**
     * @param url scheme, host and port of the API
     * @param managementUrl scheme, host and port of the actuator endpoints
     */
    public record Address(URI url, URI managementUrl) {

        public Address {
            requireBareOrigin(url);
            requireBareOrigin(managementUrl);
        }

        private static void requireBareOrigin(URI uri) {
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            String path = uri.getRawPath();
            boolean bare = (path == null || path.isEmpty() || path.equals("/")) && uri.getRawQuery() == null;
            if (!http || uri.getHost() == null || !bare || uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException(uri + " is not of the form http(s)://host:port");
            }
        }
    }

    public Address of(Service service) {
        return switch (service) {
            case DEALER -> dealer;
            case ORDER -> order;
            case INVENTORY -> inventory;
            case FORECAST -> forecast;
        };
    }
}
