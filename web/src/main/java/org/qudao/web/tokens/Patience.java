package org.qudao.web.tokens;

import java.time.Duration;

/**
 * How often the issuer is asked, and how long it may be away.
 *
 * @param keysKept how long keys are used without asking again
 * @param keysOutliveIssuer how long they are used when the issuer does not answer
 * @param afterAnswer how soon it is asked again, for a key that is not known
 * @param afterFailure the same, when it did not answer
 */
record Patience(Duration keysKept, Duration keysOutliveIssuer, Duration afterAnswer, Duration afterFailure) {

    static final Patience USUAL =
            new Patience(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofSeconds(15), Duration.ofSeconds(1));
}
