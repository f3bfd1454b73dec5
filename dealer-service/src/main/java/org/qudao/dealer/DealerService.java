package org.qudao.dealer;

import org.qudao.platform.Platform;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

@SpringBootApplication
@Import(Platform.class)
public class DealerService {
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(DealerService.class)
                .properties("spring.config.name=dealer-service")
                .run(arguments);
    }
}
