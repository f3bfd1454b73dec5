package org.qudao.gateway;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import org.qudao.gateway.routing.ServiceAddresses;
import org.qudao.gateway.routing.ServiceAddresses.Address;

/** A service whose answers a test breaks, and one that all the other services are. */
public final class ServiceStandIns implements AutoCloseable {

    public final WireMockServer order = new WireMockServer(options().dynamicPort());
    public final WireMockServer others = new WireMockServer(options().dynamicPort());

    public ServiceStandIns() {
        order.start();
        others.start();
    }

    public void reset() {
        order.resetAll();
        others.resetAll();
    }

    public ServiceAddresses addresses() {
        return new ServiceAddresses(of(others), of(order), of(others), of(others));
    }

    private static Address of(WireMockServer server) {
        URI uri = URI.create("http://localhost:" + server.port());
        return new Address(uri, uri);
    }

    @Override
    public void close() {
        order.stop();
        others.stop();
    }
}
