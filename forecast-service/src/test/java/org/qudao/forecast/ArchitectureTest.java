package org.qudao.forecast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.ArchitectureRules;

class ArchitectureTest {
    private static final ArchRule ENGINE_STANDS_ALONE = classes()
            .that()
            .resideInAPackage("org.qudao.forecast.engine..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.qudao.forecast.engine..",
                    "java..",
                    "org.jspecify..",
                    "com.sun.management..",
                    "org.ejml..",
                    "org.hipparchus..",
                    "de.siegmar.fastcsv..")
            .because("the engine is used without any framework");

    @Test
    void keepsTheShapeOfAService() {
        ArchitectureRules.check(
                "org.qudao.forecast",
                "org.qudao.forecast.model",
                "org.qudao.forecast.engine",
                "org.qudao.forecast.engine.replenishment");
    }

    @Test
    void theEngineStandsAlone() {
        ENGINE_STANDS_ALONE.check(new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.qudao.forecast.engine"));
    }

    @Test
    void theRuleOnTheEngineCanFail() {
        assertThatThrownBy(() -> ENGINE_STANDS_ALONE.check(
                        new ClassFileImporter().importPackages("org.qudao.forecast.engine.breaking")))
                .isInstanceOf(AssertionError.class);
    }
}
