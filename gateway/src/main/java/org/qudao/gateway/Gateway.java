package org.qudao.gateway;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class Gateway {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The configuration is {@code gateway.yml}: several applications may share one class path. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(Gateway.class).properties("spring.config.name=gateway");
    }
}
