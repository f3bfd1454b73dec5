package org.qudao.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qudao.e2e.faults.injection.Rules;

/** The rules of crashes and planted bugs fit the services' code of today, though only {@code -Pfaults} runs them. */
class RulesTest {

    static Stream<String> all() {
        List<Row> rows = Row.prepared();
        Stream<String> faults = rows.stream().flatMap(row -> row.fault().rules().stream());
        return Stream.concat(faults, Stream.of(PlantedBugsIT.Bug.values()).map(PlantedBugsIT.Bug::rules))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("all")
    void fit(String rules) {
        assertThatNoException().isThrownBy(() -> Rules.requireFit(rules));
    }

    @Test
    void thereAreSomeOfEachKind() {
        assertThat(all()).hasSizeGreaterThan(PlantedBugsIT.Bug.values().length + 3);
    }

    @Test
    void aRuleForWhatIsNotThereDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Rules.requireFit(
                                """
                        RULE of another year
                        CLASS org.qudao.order.submitting.SubmitOrder
                        METHOD submitAll
                        AT ENTRY
                        IF TRUE
                        DO RETURN
                        ENDRULE
                        """))
                .withMessageContaining("submitAll");
    }
}
