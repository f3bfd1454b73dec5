package org.qudao.platform.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CompleteBodyTest {

    @Test
    void aBodyShorterThanAnnouncedIsBrokenOff() {
        CompleteBody body = new CompleteBody(new ByteArrayInputStream(new byte[10]), 11);

        assertThatThrownBy(body::readAllBytes).isInstanceOf(EOFException.class).hasMessageContaining("10 of 11");
    }

    @Test
    void aCompleteOrUnannouncedBodyEndsQuietly() throws IOException {
        assertThat(new CompleteBody(new ByteArrayInputStream(new byte[10]), 10).readAllBytes())
                .hasSize(10);
        assertThat(new CompleteBody(new ByteArrayInputStream(new byte[10]), -1).readAllBytes())
                .hasSize(10);
    }
}
