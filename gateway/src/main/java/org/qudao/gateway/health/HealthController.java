package org.qudao.gateway.health;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HealthController {

    private final ProductHealth health;

    HealthController(ProductHealth health) {
        this.health = health;
    }

    /** 200 when everything is ready, 503 and what is not otherwise. */
    @GetMapping("/health")
    ResponseEntity<Health> show() {
        Map<String, String> services = new LinkedHashMap<>();
        health.check().forEach((service, ready) -> services.put(service, ready ? "UP" : "DOWN"));
        boolean up = !services.containsValue("DOWN");
        return ResponseEntity.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Health(up ? "UP" : "DOWN", services));
    }

    record Health(String status, Map<String, String> services) {}
}
