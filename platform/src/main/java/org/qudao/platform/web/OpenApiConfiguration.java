package org.qudao.platform.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.security.Caller;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class)
                .replaceWithSchema(YearMonth.class, new StringSchema().pattern("^\\d{4}-\\d{2}$"));
    }

    @Bean
    OpenAPI openApi(@Value("${spring.application.name}") String name) {
        return new OpenAPI()
                .info(new Info()
                        .title("Qudao " + name)
                        .version("v1")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSchemas("Problem", problem())
                        .addSecuritySchemes(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList("bearer"));
    }

    /** What every operation may answer beside its result, so that no status is a surprise; the texts are those of the refusals. */
    @Bean
    OperationCustomizer refusals() {
        return (operation, method) -> {
            ApiResponses responses = operation.getResponses();
            boolean writes = !method.hasMethodAnnotation(GetMapping.class);
            if (writes
                    && method.getReturnType().getParameterType() == ResponseEntity.class
                    && responses.containsKey("200")) {
                responses.putIfAbsent("201", created(responses.get("200")));
            }
            refusal(responses, "400", "Malformed; `errors` names every wrong field.");
            refusal(responses, "401", "No valid token.");
            refusal(responses, "403", "The role does not allow it.");
            refusal(responses, "404", "There is no such thing, or the caller may not see it.");
            if (writes) {
                refusal(responses, "409", "Against a rule, or another change was faster.");
                refusal(responses, "413", "The body is too large.");
                refusal(responses, "415", "The body is of a type that is not read.");
                refusal(responses, "422", "Well-formed, and refused for a reason of trade.");
            }
            refusal(responses, "406", "Not in a type that the request accepts.");
            refusal(responses, "429", "Too many requests; see Retry-After.");
            refusal(responses, "503", "Temporarily unavailable; see Retry-After.");
            return operation;
        };
    }

    private static ApiResponse created(@Nullable ApiResponse result) {
        return new ApiResponse().description("Created").content(result == null ? null : result.getContent());
    }

    private static void refusal(ApiResponses responses, String status, String description) {
        responses.putIfAbsent(
                status,
                new ApiResponse()
                        .description(description)
                        .content(new Content()
                                .addMediaType(
                                        MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                        new io.swagger.v3.oas.models.media.MediaType()
                                                .schema(new Schema<>().$ref("#/components/schemas/Problem")))));
    }

    /** RFC 9457; further members say more about some kinds. */
    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .addProperty("field", new StringSchema())
                                        .addProperty("message", new StringSchema())))
                .required(List.of("title", "status"));
    }
}
