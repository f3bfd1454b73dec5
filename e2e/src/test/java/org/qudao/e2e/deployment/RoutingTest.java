package org.qudao.e2e.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qudao.gateway.routing.Service;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The gateway's table against what the services answer: nothing is out of reach, and no route leads nowhere. */
class RoutingTest {

    private static final String API = "/api/v1/";
    private static final Pattern KIND = Pattern.compile("String kind\\(\\)\\s*\\{\\s*return \"([a-z-]+)\"");

    @ParameterizedTest
    @EnumSource
    void theGatewayKnowsEveryAddressOfTheService(Service service) throws ClassNotFoundException {
        assertThat(service.segments()).isEqualTo(segmentsAnsweredBy(service));
    }

    @ParameterizedTest
    @EnumSource
    void theGatewayKnowsEveryImportOfTheService(Service service) throws IOException {
        try (Stream<Path> sources = Files.walk(Repository.path(service.id() + "/src/main/java"))) {
            Set<String> kinds = sources.filter(Files::isRegularFile)
                    .flatMap(source ->
                            KIND.matcher(Repository.read(source.toString())).results())
                    .map((MatchResult kind) -> kind.group(1))
                    .collect(Collectors.toSet());
            assertThat(service.importKinds()).isEqualTo(kinds);
        }
    }

    private static Set<String> segmentsAnsweredBy(Service service) throws ClassNotFoundException {
        var controllers = new ClassPathScanningCandidateComponentProvider(false);
        controllers.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        Set<String> segments = new TreeSet<>();
        for (var controller :
                controllers.findCandidateComponents("org.qudao." + service.id().replace("-service", ""))) {
            Class<?> type = Class.forName(controller.getBeanClassName());
            for (String prefix : paths(AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class))) {
                for (Method method : type.getDeclaredMethods()) {
                    RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                    if (mapping != null) {
                        for (String path : paths(mapping)) {
                            String whole = prefix + path;
                            assertThat(whole).as(type.getName()).startsWith(API);
                            segments.add(whole.substring(API.length()).split("/", 2)[0]);
                        }
                    }
                }
            }
        }
        return segments;
    }

    private static String[] paths(@org.jspecify.annotations.Nullable RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? new String[] {""} : mapping.path();
    }
}
