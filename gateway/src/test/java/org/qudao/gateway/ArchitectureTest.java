package org.qudao.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qudao.web.test.TestIssuer;
import org.springframework.expression.spel.standard.SpelExpressionParser;

class ArchitectureTest {

    private static final JavaClasses GATEWAY =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("org.qudao.gateway");

    /** No service, no platform, no store, no broker: the gateway knows addresses and what every web server of the product does. */
    private static final ArchRule KNOWN_LIBRARIES_ONLY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.qudao.gateway..",
                    "org.qudao.web..",
                    "java..",
                    "jakarta.servlet..",
                    "org.jspecify.annotations..",
                    "org.slf4j..",
                    "org.springframework..",
                    "org.apache.hc..",
                    "io.github.bucket4j..",
                    "io.github.resilience4j..",
                    "io.micrometer.core..",
                    "tools.jackson..");

    private static final ArchRule NO_EXPRESSIONS =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework.expression..");

    @Test
    void featuresDoNotDependOnEachOtherInCircles() {
        slices().matching("org.qudao.gateway.(*)..").should().beFreeOfCycles().check(GATEWAY);
    }

    @Test
    void theGatewayUsesKnownLibrariesOnly() {
        KNOWN_LIBRARIES_ONLY.check(GATEWAY);
        assertThat(KNOWN_LIBRARIES_ONLY.evaluate(imported(TestIssuer.class)).hasViolation())
                .isTrue();
    }

    @Test
    void noExpressionIsEverEvaluated() {
        NO_EXPRESSIONS.check(GATEWAY);
        assertThat(NO_EXPRESSIONS.evaluate(imported(WithExpression.class)).hasViolation())
                .isTrue();
    }

    private static JavaClasses imported(Class<?> type) {
        return new ClassFileImporter().importClasses(type);
    }

    /** Breaks the rule. */
    private static class WithExpression {

        Object evaluate(String expression) {
            return new SpelExpressionParser().parseExpression(expression);
        }
    }
}
