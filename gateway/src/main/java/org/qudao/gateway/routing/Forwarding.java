package org.qudao.gateway.routing;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** The connections to the services: bounded pools, no redirects, no cookies, no automatic repetition of any request. */
@Configuration(proxyBeanMethods = false)
class Forwarding {

    /** More than the bulkheads let in: who takes an answer slowly keeps the connection, but no place. */
    private static final int CONNECTIONS_PER_SERVICE = 256;

    private static final int CONNECTIONS_FOR_LONG_WORK_PER_SERVICE = 64;

    @Bean
    ProxyExchange proxyExchange(RestClient.Builder client, Timeouts timeouts, GatewayMvcProperties properties) {
        ProxyExchange requests =
                exchange(client, timeouts.connect(), timeouts.response(), CONNECTIONS_PER_SERVICE, properties);
        ProxyExchange longWork = exchange(
                client,
                timeouts.connect(),
                timeouts.importResponse(),
                CONNECTIONS_FOR_LONG_WORK_PER_SERVICE,
                properties);
        return request ->
                (LongWork.is(request.getServerRequest().servletRequest()) ? longWork : requests).exchange(request);
    }

    private static ProxyExchange exchange(
            RestClient.Builder client,
            Duration connect,
            Duration response,
            int connectionsPerService,
            GatewayMvcProperties properties) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(connectionsPerService)
                .setMaxConnTotal(connectionsPerService * Service.values().length)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        // A service that refuses an upload at its first row must not have to read all of it.
                        .responseOutOfOrderStrategy(MonitoringResponseOutOfOrderStrategy.INSTANCE)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connect))
                        .setSocketTimeout(Timeout.of(response))
                        // The services close a connection after 20 s without use: never use one that old.
                        .setIdleTimeout(Timeout.ofSeconds(10))
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                        .build())
                .build();
        var http = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(connect))
                        .setResponseTimeout(Timeout.of(response))
                        .setExpectContinueEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .addExecInterceptorLast("unfinished bodies", UnfinishedBodies::cutTheConnection)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
        RestClient rest = client.clone()
                .requestFactory(new HttpComponentsClientHttpRequestFactory(http))
                .build();
        return new RestClientProxyExchange(rest, properties);
    }
}
