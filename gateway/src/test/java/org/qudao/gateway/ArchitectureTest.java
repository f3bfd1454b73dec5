package org.qudao.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses GATEWAY =
            new ClassFileImporter(java.util.List.of(new ImportOption.DoNotIncludeTests())).importPackages("org.qudao.gateway");

    @Test
    void featuresDoNotDependOnEachOtherInCircles() {
        slices().matching("org.qudao.gateway.(*)..").should().beFreeOfCycles().check(GATEWAY);
    }

    @Test
    void theGatewayKnowsNoServiceAndNoPlatform() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(
                        "org.qudao.platform..",
                        "org.qudao.dealer..",
                        "org.qudao.order..",
                        "org.qudao.inventory..",
                        "org.qudao.forecast..",
                        "com.mongodb..",
                        "org.bson..",
                        "org.apache.kafka..",
                        "org.springframework.expression..")
                .check(GATEWAY);
    }
}
