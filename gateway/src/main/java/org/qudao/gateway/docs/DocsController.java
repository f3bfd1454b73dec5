package org.qudao.gateway.docs;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@RestController
class DocsController implements WebMvcConfigurer {

    private final ApiDocuments documents;

    DocsController(ApiDocuments documents) {
        this.documents = documents;
    }

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] document() {
        return documents.merged();
    }

    @GetMapping(path = "/docs", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok().body(new ClassPathResource("gateway-docs/docs.html"));
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/assets/**")
                .addResourceLocations("classpath:/gateway-docs/", swaggerUi())
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)));
    }

    /** The webjar has its version in the path. */
    private static String swaggerUi() {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:META-INF/resources/webjars/swagger-ui/*/swagger-ui-bundle.js");
            String script = Arrays.stream(found)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("swagger-ui is not on the class path"))
                    .getURL()
                    .toString();
            return script.substring(0, script.lastIndexOf('/') + 1);
        } catch (IOException e) {
            throw new IllegalStateException("swagger-ui cannot be read", e);
        }
    }
}
