package org.qudao.platform.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.kafka.core.KafkaTemplate;

class EventDeliveryTest {

    public record Thing(int n) {}

    private final List<String> calls = new ArrayList<>();
    /** Topic, offset and reason. */
    private final List<String> buried = new ArrayList<>();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void handsConsecutiveEventsOfAKindOverTogetherWhateverIsSkippedBetweenThem() {
        EventSubscription subscription = EventSubscription.to("test.thing", "test")
                .batch("Changed", Thing.class, events -> note("changed", events))
                .anyOfBatch(List.of("Ended", "Closed"), Thing.class, events -> note("over", events));

        delivery(subscription)
                .onMessage(List.of(
                        message(1, "Changed"),
                        message(2, "NobodyAsked"),
                        message(3, "Changed"),
                        message(4, "Ended"),
                        message(5, "Closed"),
                        message(6, "Changed")));

        assertThat(calls).containsExactly("changed [1, 3]", "over [4, 5]", "changed [6]");
    }

    @Test
    void findsTheEventThatIsToBlameAndGoesOnWithTheRest() {
        Set<Integer> failing = Set.of(2);
        EventSubscription subscription = EventSubscription.to("test.thing", "test")
                .batch("Changed", Thing.class, events -> {
                    note("changed", events);
                    if (events.stream()
                            .anyMatch(event -> failing.contains(event.data().n()))) {
                        throw new IllegalStateException("cannot handle 2");
                    }
                });

        delivery(subscription).onMessage(List.of(message(1, "Changed"), message(2, "Changed"), message(3, "Changed")));

        assertThat(calls)
                .containsExactly(
                        "changed [1, 2, 3]", "changed [1]", "changed [2]", "changed [2]", "changed [2]", "changed [3]");
        assertThat(buried).containsExactly("test.thing.dlt 2 java.lang.IllegalStateException: cannot handle 2");
    }

    @Test
    void whatFailedAMomentAgoMayWorkNow() {
        List<Integer> attempts = new ArrayList<>();
        EventSubscription subscription = EventSubscription.to("test.thing", "test")
                .each("Changed", Thing.class, event -> {
                    attempts.add(event.data().n());
                    if (attempts.size() < 4) {
                        throw new IllegalStateException("not yet");
                    }
                });

        delivery(subscription).onMessage(List.of(message(1, "Changed")));

        assertThat(attempts).hasSize(4);
        assertThat(buried).isEmpty();
    }

    @Test
    void anOutageIsThrownSoThatTheBatchIsDeliveredAgain() {
        EventSubscription subscription = EventSubscription.to("test.thing", "test")
                .each("Changed", Thing.class, event -> {
                    throw new IllegalStateException(new MongoTimeoutException("away"));
                });

        assertThatThrownBy(() -> delivery(subscription).onMessage(List.of(message(1, "Changed"))))
                .hasRootCauseMessage("away");
        assertThat(buried).isEmpty();
    }

    @Test
    void anOutageWhileTheOneToBlameIsSoughtIsThrownToo() {
        EventSubscription subscription = EventSubscription.to("test.thing", "test")
                .batch("Changed", Thing.class, events -> {
                    note("changed", events);
                    throw calls.size() == 1
                            ? new IllegalStateException("broken")
                            : new IllegalStateException(new MongoTimeoutException("away"));
                });

        assertThatThrownBy(() -> delivery(subscription).onMessage(List.of(message(1, "Changed"))))
                .hasRootCauseMessage("away");
        assertThat(calls).hasSize(2);
        assertThat(buried).isEmpty();
    }

    @Test
    void whatCannotBeReadIsBuriedAndTheRestIsHandled() {
        EventSubscription subscription = EventSubscription.to("test.thing", "test")
                .batch("Changed", Thing.class, events -> note("changed", events));
        ConsumerRecord<String, byte[]> noData = new ConsumerRecord<>("test.thing", 0, 1, "T", null);
        EventHeaders.write(noData.headers(), "id", "Changed", "/test", "T", 1, Instant.EPOCH, null);
        ConsumerRecord<String, byte[]> noType = new ConsumerRecord<>("test.thing", 0, 2, "T", new byte[0]);
        ConsumerRecord<String, byte[]> noJson = new ConsumerRecord<>("test.thing", 0, 3, "T", "{".getBytes(UTF_8));
        EventHeaders.write(noJson.headers(), "id", "Changed", "/test", "T", 1, Instant.EPOCH, null);
        ConsumerRecord<String, byte[]> noVersion = message(4, "Changed");
        noVersion.headers().remove(EventHeaders.VERSION).add(EventHeaders.VERSION, "first".getBytes(UTF_8));
        ConsumerRecord<String, byte[]> noMoment = message(5, "Changed");
        noMoment.headers().remove(EventHeaders.TIME).add(EventHeaders.TIME, "noon".getBytes(UTF_8));

        delivery(subscription).onMessage(List.of(noData, noType, noJson, noVersion, noMoment, message(6, "Changed")));

        assertThat(calls).containsExactly("changed [6]");
        assertThat(buried).hasSize(5);
        assertThat(String.join("\n", buried))
                .contains(
                        "1 org.qudao.platform.events.UnreadableEvent: no data",
                        "ce_type is missing",
                        "does not fit Thing",
                        "not a number: first",
                        "not a moment: noon");
    }

    @Test
    void tellsWhatBecameOfTheEvents() {
        EventSubscription subscription = EventSubscription.to("test.thing", "test")
                .each("Changed", Thing.class, event -> note("changed", List.of(event)));
        ConsumerRecord<String, byte[]> unreadable = new ConsumerRecord<>("test.thing", 0, 9, "T", null);
        EventHeaders.write(unreadable.headers(), "id", "Changed", "/test", "T", 1, Instant.EPOCH, null);

        delivery(subscription)
                .onMessage(List.of(message(1, "Changed"), message(2, "Changed"), message(3, "Other"), unreadable));

        assertThat(outcome("handled")).isEqualTo(2);
        assertThat(outcome("skipped")).isEqualTo(1);
        assertThat(outcome("dead-lettered")).isEqualTo(1);
    }

    @Test
    void everyOutcomeIsToldBeforeItHappens() {
        delivery(EventSubscription.to("test.thing", "test"));

        assertThat(meters.find("qudao.events").counters())
                .extracting(counter -> counter.getId().getTag("outcome") + " " + counter.count())
                .containsExactlyInAnyOrder("handled 0.0", "skipped 0.0", "dead-lettered 0.0");
    }

    @Test
    void aTypeHasOneHandler() {
        EventSubscription subscription =
                EventSubscription.to("test.thing", "test").each("Changed", Thing.class, event -> calls.add("x"));

        assertThatThrownBy(() -> subscription.anyOf(List.of("Ended", "Changed"), Thing.class, event -> calls.add("y")))
                .hasMessageContaining("Changed");
    }

    private double outcome(String outcome) {
        return meters.counter("qudao.events", "topic", "test.thing", "group", "test", "outcome", outcome)
                .count();
    }

    private void note(String action, List<IncomingEvent<Thing>> events) {
        calls.add(action + " " + events.stream().map(event -> event.data().n()).toList());
    }

    private EventDelivery delivery(EventSubscription subscription) {
        @SuppressWarnings("unchecked")
        KafkaTemplate<String, byte[]> kafka = Mockito.mock(KafkaTemplate.class);
        Mockito.when(kafka.send(Mockito.<ProducerRecord<String, byte[]>>any())).thenAnswer(call -> {
            ProducerRecord<String, byte[]> letter = call.getArgument(0);
            String origin = EventHeaders.required(letter.headers(), DeadLetters.ORIGIN);
            buried.add(letter.topic() + " " + origin.substring(origin.indexOf('@') + 1) + " "
                    + EventHeaders.required(letter.headers(), DeadLetters.REASON));
            return CompletableFuture.completedFuture(null);
        });
        return new EventDelivery(
                subscription, new EventCodec(), new DeadLetters(kafka), ObservationRegistry.NOOP, meters);
    }

    private static ConsumerRecord<String, byte[]> message(int n, String type) {
        ConsumerRecord<String, byte[]> message = new ConsumerRecord<>(
                "test.thing", 0, n, "T", "{\"n\":%d}".formatted(n).getBytes(StandardCharsets.UTF_8));
        EventHeaders.write(message.headers(), "id-" + n, type, "/test", "T", n, Instant.EPOCH, null);
        return message;
    }
}
