package org.qudao.e2e.faults;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What somebody in the market wanted, with all tries of it.
 *
 * @param id by which a repeat is recognised: the idempotency key of a submission or a return, the document's id, the order's or return's
 *     id of a step
 * @param node who wanted it
 * @param asked the body
 * @param answer of the product, when {@link Outcome#DONE}
 */
record Request(Act act, String id, String node, JsonNode asked, Outcome outcome, @Nullable JsonNode answer) {

    /** What people do in a market. */
    enum Act {
        SUBMIT,
        CANCEL,
        SHIP,
        DELIVER,
        INVOICE,
        PAY,
        /** A receipt is announced, before it is received. */
        PLAN,
        RECEIVE,
        TRANSFER,
        COUNT,
        SELL_OUT,
        /** A return is requested; the next three are its steps. */
        GIVE_BACK,
        WITHDRAW,
        APPROVE,
        TAKE_BACK
    }

    /** What the one who asked knows about it. */
    enum Outcome {
        /** Acknowledged: from now on it must be there. */
        DONE,
        /** Refused by a rule, and no try before it was left without an answer: it must never have happened. */
        REFUSED,
        /** A try got no certain answer, and nobody has asked since: it happened whole or not at all. */
        UNKNOWN
    }

    /** Act and id of those that happened, or may have. */
    static Set<String> notRefused(List<Request> requests) {
        return requests.stream()
                .filter(request -> request.outcome() != Outcome.REFUSED)
                .map(request -> request.act() + " " + request.id())
                .collect(Collectors.toSet());
    }

    boolean is(Act other, Outcome otherOutcome) {
        return act == other && outcome == otherOutcome;
    }
}
