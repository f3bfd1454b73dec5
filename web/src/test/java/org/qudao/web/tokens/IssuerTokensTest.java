package org.qudao.web.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qudao.web.test.TestIssuer;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

class IssuerTokensTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestIssuer issuer = new TestIssuer();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void judgesNothingUntilTheIssuerHasAnswered() {
        IssuerTokens tokens = tokens(new Patience(HOUR, HOUR, HOUR, MOMENT));
        issuer.fallSilent();
        assertUnjudged(() -> tokens.decode(issuer.hq()));
        issuer.answer();
        issuer.hideKeys();
        IntStream.range(0, 5).forEach(i -> assertUnjudged(() -> tokens.decode(issuer.hq())));
        issuer.answer();
        await().untilAsserted(() ->
                assertThat(tokens.decode(issuer.hq()).getSubject()).isEqualTo("hq"));
        assertBad(() -> tokens.decode(issuer.withForgedSignature()));
    }

    @Test
    void judgesByTheKeysItKnowsWhileTheIssuerIsAway() {
        IssuerTokens tokens = tokens(new Patience(MOMENT, HOUR, MOMENT, HOUR));
        assertThat(tokens.decode(issuer.hq()).getSubject()).isEqualTo("hq");
        issuer.fallSilent();
        for (int i = 0; i < 5; i++) {
            assertBad(() -> tokens.decode(issuer.withUnknownKey()));
            assertThat(tokens.decode(issuer.hq()).getSubject()).isEqualTo("hq");
            assertBad(() -> tokens.decode(issuer.withForgedSignature()));
        }
    }

    @Test
    void doesNotTrustOldKeysForEver() {
        IssuerTokens tokens = tokens(new Patience(MOMENT, Duration.ofMillis(300), MOMENT, MOMENT));
        assertThat(tokens.decode(issuer.hq()).getSubject()).isEqualTo("hq");
        issuer.fallSilent();
        await().untilAsserted(() -> assertUnjudged(() -> tokens.decode(issuer.hq())));
        issuer.answer();
        await().untilAsserted(() ->
                assertThat(tokens.decode(issuer.hq()).getSubject()).isEqualTo("hq"));
    }

    @Test
    void knowsThatAKeyIsInventedWithoutAskingAgainAndAgain() {
        IssuerTokens tokens = tokens(new Patience(HOUR, HOUR, HOUR, MOMENT));
        for (int i = 0; i < 10; i++) {
            assertBad(() -> tokens.decode(issuer.withUnknownKey()));
        }
        assertThat(issuer.requests()).isEqualTo(2);
        assertThat(tokens.decode(issuer.hq()).getSubject()).isEqualTo("hq");
    }

    @Test
    void refusesWhatIsNotForUs() throws Exception {
        IssuerTokens tokens = new IssuerTokens(issuer.uri(), "qudao");
        for (String token : List.of(
                "no.token.atall",
                issuer.expired(),
                issuer.withoutExpiry(),
                issuer.forAnotherAudience(),
                issuer.ofAnotherIssuer(),
                issuer.unsigned(),
                issuer.signedWithPublicKeyAsSecret())) {
            assertBad(() -> tokens.decode(token));
        }
    }

    @Test
    void looksAtTheTimeOfATokenThatItVerifiedBefore() {
        String token = issuer.hq();
        Jwt verified = tokens(new Patience(HOUR, HOUR, HOUR, MOMENT)).decode(token);
        AtomicReference<Instant> now =
                new AtomicReference<>(verified.getExpiresAt().minusSeconds(1));
        InstantSource clock = now::get;
        IssuerTokens tokens = new IssuerTokens(
                issuer.uri(), "qudao", new Patience(HOUR, HOUR, HOUR, MOMENT), clock.withZone(ZoneOffset.UTC));
        assertThat(tokens.decode(token)).isSameAs(tokens.decode(token));
        now.set(verified.getExpiresAt().plusSeconds(31));
        assertBad(() -> tokens.decode(token));
    }

    private IssuerTokens tokens(Patience patience) {
        return new IssuerTokens(issuer.uri(), "qudao", patience, Clock.systemUTC());
    }

    private static void assertBad(ThrowingCallable judging) {
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(judging);
    }

    private static void assertUnjudged(ThrowingCallable judging) {
        assertThatExceptionOfType(JwtException.class).isThrownBy(judging).isNotInstanceOf(BadJwtException.class);
    }
}
