package org.qudao.e2e.faults;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.qudao.e2e.Api;
import org.qudao.e2e.faults.Request.Act;
import org.qudao.e2e.faults.Request.Outcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes requests as good clients do, with an id that stays the same when one is repeated, and remembers what was asked and
 * answered. An answer that no client should see in any circumstances is kept as a complaint.
 */
final class Witness {

    /** So many requests of a kind cannot all have met a rule. */
    private static final int OFTEN = 15;
    /** One of so many is enough: while orders cannot be confirmed nearly every shipment is refused, and rightly so. */
    private static final int SELDOM = 50;

    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(150);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    private static final Set<Integer> NOT_NOW = Set.of(429, 503);
    private static final Set<Integer> REFUSED = Set.of(409, 422);
    /** What no rule of a market refuses: there is credit or a hold, and all products and dealers are known. */
    private static final Set<Act> ALWAYS_TAKEN = Set.of(Act.SUBMIT, Act.PAY, Act.PLAN, Act.RECEIVE);

    private static final int BAD_REQUEST = 400;
    private static final int IN_FLIGHT = 409;
    private static final List<String> INTERNALS =
            List.of("Exception", "\tat ", "org.qudao", "com.mongodb", "org.springframework", "org.apache");

    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicInteger notNow = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicLong slowestNanos = new AtomicLong();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private final boolean patient;
    private final boolean clocksLag;

    private Witness(boolean patient, boolean clocksLag) {
        this.patient = patient;
        this.clocksLag = clocksLag;
    }

    /** Repeats what got no certain answer. */
    static Witness patient() {
        return new Witness(true, false);
    }

    /** As {@link #patient}, and knows that to a clock which is behind, today is in the future. */
    static Witness patientWithSlowClocks() {
        return new Witness(true, true);
    }

    /** Tries once. */
    static Witness impatient() {
        return new Witness(false, false);
    }

    /** @return as it was remembered */
    Request make(Act act, String id, String node, String body, Supplier<Api.Answer> call) {
        JsonNode asked = JsonMapper.shared().readTree(body);
        long giveUp = System.nanoTime() + GIVE_UP_AFTER.toNanos();
        boolean uncertain = false;
        do {
            tries.incrementAndGet();
            try {
                Api.Answer answer = timed(call);
                if (answer.status() / 100 == 2) {
                    return remember(new Request(act, id, node, asked, Outcome.DONE, answer.json()));
                }
                boolean refused = REFUSED.contains(answer.status()) || isTooEarly(answer);
                judge(act.name(), answer, NOT_NOW.contains(answer.status()) || refused);
                boolean takenLater = patient && ALWAYS_TAKEN.contains(act) && answer.status() == IN_FLIGHT;
                if (refused && !takenLater) {
                    if (ALWAYS_TAKEN.contains(act)) {
                        complain(act.name(), answer, "no rule explains");
                    }
                    Outcome outcome = uncertain ? Outcome.UNKNOWN : Outcome.REFUSED;
                    return remember(new Request(act, id, node, asked, outcome, null));
                }
                uncertain |= answer.status() != 429 && !takenLater;
            } catch (UncheckedIOException connectionBroke) {
                broken.incrementAndGet();
                uncertain = true;
            }
            if (patient) {
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        } while (patient && System.nanoTime() < giveUp);
        if (patient) {
            complaints.add("%s %s has had no answer for %s".formatted(act, id, GIVE_UP_AFTER));
        }
        return remember(new Request(act, id, node, asked, uncertain ? Outcome.UNKNOWN : Outcome.REFUSED, null));
    }

    private boolean isTooEarly(Api.Answer answer) {
        return clocksLag && answer.status() == BAD_REQUEST && answer.body().contains("in the future");
    }

    /**
     * Looks at something that is there, once. Without an answer, or with 429 or 503, nothing is known; any other answer must be what the
     * caller knows to be true.
     */
    void look(String what, Supplier<Api.Answer> call, Predicate<JsonNode> isTrue) {
        tries.incrementAndGet();
        try {
            Api.Answer answer = timed(call);
            if (answer.status() / 100 == 2) {
                looks.incrementAndGet();
                if (!isTrue.test(answer.json())) {
                    complaints.add("%s was answered what is not so: %s".formatted(what, answer.body()));
                }
            } else {
                judge(what, answer, NOT_NOW.contains(answer.status()));
            }
        } catch (UncheckedIOException connectionBroke) {
            broken.incrementAndGet();
        }
    }

    /**
     * What is always refused breaks no other promise, and an order that is held moves nothing: of everything that was asked often
     * some must have been done, and some orders taken without being held. Few are enough: while goods cannot be sent, nothing is
     * paid, and the dealers' credit runs out.
     *
     * @return the broken promises
     */
    List<String> hardlyEverDone() {
        List<String> broken = new ArrayList<>();
        for (Act act : Act.values()) {
            List<Request> asked =
                    requests.stream().filter(request -> request.act() == act).toList();
            long done = asked.stream()
                    .filter(request -> request.outcome() == Outcome.DONE)
                    .count();
            if (asked.size() >= OFTEN && done * SELDOM < asked.size()) {
                broken.add("F of %d times %s, %d were done".formatted(asked.size(), act, done));
            }
        }
        long held = requests.stream()
                .filter(request -> request.is(Act.SUBMIT, Outcome.DONE))
                .filter(request -> "HELD".equals(answer(request)))
                .count();
        if (held * 10 > accepted.get() * 9) {
            broken.add("F of %d orders, %d are held".formatted(accepted.get(), held));
        }
        if (looks.get() == 0) {
            broken.add("F nobody was ever told what he looked at");
        }
        return broken;
    }

    private static String answer(Request order) {
        JsonNode answer = order.answer();
        return answer == null ? "" : answer.path("status").asString("");
    }

    List<Request> requests() {
        return new ArrayList<>(requests);
    }

    /** Remembers what another one was told. */
    void adopt(Request request) {
        requests.add(request);
    }

    List<String> complaints() {
        return new ArrayList<>(complaints);
    }

    int acceptedOrders() {
        return accepted.get();
    }

    /** All tries of all requests. */
    int tries() {
        return tries.get();
    }

    /** Answers 429 and 503. */
    int notNow() {
        return notNow.get();
    }

    /** Tries that ended without any answer. */
    int brokenConnections() {
        return broken.get();
    }

    /** The longest that anybody waited for an answer that came. */
    Duration slowestAnswer() {
        return Duration.ofNanos(slowestNanos.get());
    }

    private Request remember(Request request) {
        requests.add(request);
        if (request.is(Act.SUBMIT, Outcome.DONE)) {
            accepted.incrementAndGet();
        }
        return request;
    }

    private Api.Answer timed(Supplier<Api.Answer> call) {
        long start = System.nanoTime();
        Api.Answer answer = call.get();
        slowestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
        return answer;
    }

    private void judge(String what, Api.Answer answer, boolean allowed) {
        if (NOT_NOW.contains(answer.status())) {
            notNow.incrementAndGet();
            if (answer.headers().get("Retry-After") == null) {
                complain(what, answer, "does not say when to come again");
            }
        }
        if (!allowed) {
            complain(what, answer, "is no answer to a proper request");
        }
        if (!answer.headers().getOrDefault("Content-Type", "").startsWith("application/problem+json")) {
            complain(what, answer, "is no problem+json");
        }
        if (INTERNALS.stream().anyMatch(answer.body()::contains)) {
            complain(what, answer, "tells internals");
        }
    }

    private void complain(String what, Api.Answer answer, String why) {
        complaints.add("%s was answered %d, which %s: %s".formatted(what, answer.status(), why, answer.body()));
    }
}
