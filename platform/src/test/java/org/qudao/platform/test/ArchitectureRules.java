package org.qudao.platform.test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;

/** The shape every service keeps, as allow-lists; the platform's own tests break each rule once. */
public final class ArchitectureRules {
    private ArchitectureRules() {}

    /**
     * Checks a service's production classes.
     *
     * @param base the service's package, such as {@code org.qudao.order}
     * @param models its packages that are pure model
     */
    public static void check(String base, String... models) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(base);
        of(base, models).forEach(rule -> rule.check(classes));
    }

    static List<ArchRule> of(String base, String... models) {
        return List.of(
                modelIsPure(models),
                storeOnlyInMongoPackages(),
                brokerOnlyInPlatform(),
                noOtherService(base),
                timeIsInjected(),
                noFieldInjection(),
                endpointsAreAuthorised());
    }

    static ArchRule modelIsPure(String... models) {
        String[] allowed = Stream.concat(Stream.of("java..", "org.jspecify..", "org.hipparchus.."), Stream.of(models))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAnyPackage(models)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .allowEmptyShould(true)
                .because("the model knows mathematics, and neither framework nor store");
    }

    static ArchRule storeOnlyInMongoPackages() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("..mongo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.mongodb..", "org.bson..", "org.qudao.platform.outbox..")
                .because("only a mongo package knows how things lie in the store");
    }

    static ArchRule brokerOnlyInPlatform() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
                .because("services declare subscriptions; the platform talks to the broker");
    }

    static ArchRule noOtherService(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.qudao..")
                        .and(not(resideInAnyPackage(base + "..", "org.qudao.platform.."))))
                .because("services share the platform, nothing else");
    }

    static ArchRule timeIsInjected() {
        return noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .because("every source of time is an injected clock");
    }

    static ArchRule noFieldInjection() {
        return fields().should()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .allowEmptyShould(true)
                .because("a constructor shows what a class needs");
    }

    static ArchRule endpointsAreAuthorised() {
        return methods()
                .that()
                .areMetaAnnotatedWith("org.springframework.web.bind.annotation.RequestMapping")
                .should()
                .beAnnotatedWith("org.springframework.security.access.prepost.PreAuthorize")
                .allowEmptyShould(true)
                .because("every operation says which roles may use it");
    }
}
