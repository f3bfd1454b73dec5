package org.qudao.forecast;

import org.qudao.platform.Platform;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the service. */
@SpringBootApplication
@EnableScheduling
@Import(Platform.class)
public class ForecastService {

    public static void main(String[] args) {
        new SpringApplicationBuilder(ForecastService.class)
                .properties("spring.config.name=forecast-service")
                .run(args);
    }
}
