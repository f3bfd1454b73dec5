package org.qudao.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureRulesTest {

    private static final String FIXTURE = "org.qudao.fixture";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(FIXTURE);

    @Test
    void modelMayNotKnowTheFramework() {
        assertThat(violations(ArchitectureRules.modelIsPure(FIXTURE + ".model")))
                .anyMatch(v -> v.contains("ModelThatKnowsTheFramework"))
                .noneMatch(v -> v.contains("Neighbour"));
    }

    @Test
    void onlyMongoPackagesMayKnowTheStore() {
        assertThat(violations(ArchitectureRules.storeOnlyInMongoPackages()))
                .isNotEmpty()
                .allMatch(v -> v.contains("FeatureThatKnowsTheStore"));
    }

    @Test
    void servicesMayNotTalkToTheBroker() {
        assertThat(violations(ArchitectureRules.brokerOnlyInPlatform()))
                .isNotEmpty()
                .allMatch(v -> v.contains("FeatureThatTalksToTheBroker"));
    }

    @Test
    void servicesMayNotUseEachOther() {
        assertThat(violations(ArchitectureRules.noOtherService(FIXTURE + ".feature")))
                .anyMatch(v -> v.contains("FeatureThatUsesAnotherModule"));
    }

    @Test
    void nobodyMayReadTheWallClock() {
        assertThat(violations(ArchitectureRules.timeIsInjected()))
                .isNotEmpty()
                .allMatch(v -> v.contains("FeatureThatReadsTheWallClock"));
    }

    @Test
    void fieldsMayNotBeInjected() {
        assertThat(violations(ArchitectureRules.noFieldInjection()))
                .isNotEmpty()
                .allMatch(v -> v.contains("FeatureWithAnInjectedField"));
    }

    @Test
    void endpointsMustSayWhoMayUseThem() {
        assertThat(violations(ArchitectureRules.endpointsAreAuthorised()))
                .isNotEmpty()
                .allMatch(v -> v.contains("EndpointForAnybody"));
    }

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(CLASSES).getFailureReport().getDetails();
    }
}
