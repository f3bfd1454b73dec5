package org.qudao.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonaTest {

    @Test
    void isReadFromOneArgument() {
        assertThat(Persona.parse("north:DEALER:D103")).isEqualTo(new Persona("north", List.of("DEALER"), "D103"));
        assertThat(Persona.parse("erp:SERVICE")).isEqualTo(new Persona("erp", List.of("SERVICE"), null));
        assertThat(Persona.parse("grafana:METRICS")).isEqualTo(new Persona("grafana", List.of("METRICS"), null));
    }

    @ParameterizedTest
    @CsvSource({
        "north, must be NAME:ROLE:NODE",
        "north:DEALER:D103:x, must be NAME:ROLE:NODE",
        "North:DEALER:D103, the name must be",
        ":DEALER:D103, the name must be",
        "north;id:DEALER:D103, the name must be",
        "north:dealer:D103, the role must be",
        "north:DEALER, the role DEALER needs",
        "north:DEALER:, the role DEALER needs",
        "north:OUTLET:D 103, the role OUTLET needs",
        "north:HQ:D103, the role HQ belongs to no node"
    })
    void whatIsWrongIsSaidInOneLine(String text, String why) {
        assertThatThrownBy(() -> Persona.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--persona " + text + ": " + why)
                .message()
                .doesNotContain("\n");
    }
}
