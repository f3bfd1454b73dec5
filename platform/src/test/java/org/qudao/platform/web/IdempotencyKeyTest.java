package org.qudao.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "6f1c2a8e-4b7d-4a57-9c1e-2f0f5f3f8a10", "!~"})
    void takesVisibleAscii(String key) {
        assertThat(IdempotencyKey.check(key, "order")).isEqualTo(key);
    }

    @Test
    void takesAsManyAs128Characters() {
        assertThat(IdempotencyKey.check("k".repeat(128), "order")).hasSize(128);
        assertThatThrownBy(() -> IdempotencyKey.check("k".repeat(129), "order")).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "two words", "line\nbreak", "کلید", "\u007f"})
    void refusesAnythingElseAndSaysWhatWouldBeRight(@Nullable String key) {
        assertThatThrownBy(() -> IdempotencyKey.check(key, "return")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.getStatusCode().value()).isEqualTo(400);
            assertThat(refusal.getMessage()).contains("Idempotency-Key", "1 to 128", "return");
        });
    }

    /** The hashes are stored: another function would take every repeat of an older request for another one. */
    @Test
    void hashesByTheUtf8BytesAndAlwaysTheSame() {
        assertThat(IdempotencyKey.hash("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(IdempotencyKey.hash("é")).isNotEqualTo(IdempotencyKey.hash("e"));
    }

    @Test
    void aReusedKeyIsAConflictThatNamesTheKey() {
        Refusal refusal = IdempotencyKey.reused("k-1", "order");

        assertThat(refusal.getStatusCode().value()).isEqualTo(409);
        assertThat(refusal.getBody().getDetail()).contains("k-1", "new order");
    }
}
