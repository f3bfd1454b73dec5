package org.qudao.web.connections;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Limits how long a connection may be kept by sending or taking next to nothing. */
@Configuration(proxyBeanMethods = false)
public class SlowClients {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionsForOthers() {
        return factory -> {
            factory.setProtocol(LimitedPatience.class.getName());
            factory.addEngineValves(new RestOfBody());
        };
    }
}
