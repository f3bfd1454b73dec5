package org.qudao.gateway.limits;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets Tomcat end requests that come too slowly before any filter sees them. */
@Configuration(proxyBeanMethods = false)
class ImpatientConnectors {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> impatience(RequestLimits limits) {
        return factory -> {
            factory.setProtocol(ImpatientProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof ImpatientProtocol protocol) {
                    protocol.setHeadersWithin(limits.headersWithin());
                }
            });
        };
    }
}
