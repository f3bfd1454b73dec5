package org.qudao.e2e.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Topics;
import org.qudao.e2e.faults.injection.Poison;

/**
 * Compares what people asked and were told with what the product shows once it is at rest. The promises: <b>A</b> every acknowledged
 * write is there and its events were published; <b>B</b> each effect exactly once; <b>C</b> goods and money conserved; <b>D</b>
 * events of one aggregate in version order, for every consumer; <b>E</b> the system converges; <b>F</b> while it cannot answer it
 * refuses properly, never invents an answer, and no process runs out of memory.
 */
final class Checker implements AutoCloseable {

    /** @param converged time from the last answer until nothing was left to do */
    record Findings(List<String> broken, Duration converged) {}

    /** The product's promise is a minute after store and broker are back; the rest is for a busy machine. */
    private static final Duration CONVERGES_WITHIN = Duration.ofSeconds(120);

    private static final String OUT_OF_MEMORY = "OutOfMemoryError";
    private static final String DEAD_LETTERS = ".dlt";

    private final Installation installation;
    private final List<String> ranOutBefore;
    private final Topics topics;
    private final Map<TopicPartition, Long> marks;
    private final Rest rest;

    /** To be made before the market is opened: only what is published and logged from now on is looked at. */
    Checker(Installation installation) {
        this(installation, CONVERGES_WITHIN);
    }

    Checker(Installation installation, Duration convergesWithin) {
        this.installation = installation;
        ranOutBefore = installation.logged(OUT_OF_MEMORY);
        topics = new Topics(installation.kafkaBootstrap());
        marks = topics.ends();
        rest = new Rest(installation, topics, convergesWithin);
    }

    Findings check(Market market, Witness witness) throws InterruptedException, ExecutionException {
        List<String> broken = new ArrayList<>();
        witness.complaints().forEach(complaint -> broken.add("F " + complaint));
        Duration converged = rest.await(market, broken);
        List<Request> requests = witness.requests();
        Picture picture = Picture.take(market, requests, topics, marks);
        broken.addAll(OrdersKept.check(picture, requests));
        broken.addAll(ReturnsKept.check(picture, requests));
        broken.addAll(GoodsKept.check(picture, requests));
        broken.addAll(MoneyKept.check(picture, requests));
        broken.addAll(ViewsKept.check(picture));
        broken.addAll(StoresKept.check(picture));
        buried(broken);
        List<String> ranOut = installation.logged(OUT_OF_MEMORY);
        ranOutBefore.forEach(ranOut::remove);
        ranOut.forEach(line -> broken.add("F out of memory: " + line));
        return new Findings(broken, converged);
    }

    /** Nobody sends what a service cannot handle, except those who mean to. */
    private void buried(List<String> broken) {
        for (String topic : topics.names()) {
            if (topic.endsWith(DEAD_LETTERS)) {
                topics.read(topic, marks).stream()
                        .filter(letter -> !Poison.KEY.equals(letter.key()))
                        .forEach(letter -> broken.add("A lost: %s@%d of %s lies in the dead letters"
                                .formatted(letter.key(), letter.offset(), topic)));
            }
        }
    }

    Topics topics() {
        return topics;
    }

    @Override
    public void close() {
        topics.close();
    }
}
