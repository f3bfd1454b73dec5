package org.qudao.e2e.faults.injection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.byteman.rule.Rule;
import org.jboss.byteman.rule.helper.Helper;
import org.jspecify.annotations.Nullable;

/**
 * Inside a service: lets events gather, shuffles each batch and delivers it in two parts, one after the other. Both are handled within
 * the call of the listener whose offsets are committed after it, so none is lost. Counts how often a handler gets an event that it never
 * had after a newer one of the same aggregate.
 */
public class Disorder extends Helper {

    static final String OFTEN_ENOUGH = "events out of order by ";
    private static final int ENOUGH = 50;
    private static final long GATHERED_FOR_MS = 300;

    private static final Map<String, Random> RANDOMS = new ConcurrentHashMap<>();
    private static final ThreadLocal<Boolean> SPLIT = ThreadLocal.withInitial(() -> false);
    private static final Map<Subject, NavigableSet<Long>> EARLIER = new HashMap<>();
    private static long withinCalls;
    private static long acrossCalls;

    /** An aggregate, to one of the service's listeners. */
    private record Subject(Object delivery, String id) {}

    public Disorder(Rule rule) {
        super(rule);
    }

    /** @return what is left to deliver; the rest has been delivered */
    public List<?> disordered(Object delivery, List<?> batch, String seed) throws Exception {
        if (SPLIT.get()) {
            return batch;
        }
        Thread.sleep(GATHERED_FOR_MS);
        if (batch.size() < 2) {
            return batch;
        }
        Random random = RANDOMS.computeIfAbsent(seed, text -> new Random(Long.parseLong(text)));
        List<?> shuffled = new ArrayList<>(batch);
        Collections.shuffle(shuffled, random);
        int first = 1 + random.nextInt(shuffled.size() - 1);
        deliver(delivery, shuffled.subList(0, first));
        return shuffled.subList(first, shuffled.size());
    }

    private static void deliver(Object delivery, List<?> part) throws Exception {
        Method onMessage = delivery.getClass().getMethod("onMessage", List.class);
        onMessage.setAccessible(true);
        SPLIT.set(true);
        try {
            onMessage.invoke(delivery, part);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        } finally {
            SPLIT.set(false);
        }
    }

    /** @param messages what one call of a handler is about to get */
    public void handed(Object delivery, List<?> messages, String seed) {
        synchronized (EARLIER) {
            long before = withinCalls + acrossCalls;
            Map<Subject, NavigableSet<Long>> now = new HashMap<>();
            for (Object message : messages) {
                count(delivery, (ConsumerRecord<?, ?>) message, now);
            }
            now.forEach((subject, versions) ->
                    EARLIER.computeIfAbsent(subject, none -> new TreeSet<>()).addAll(versions));
            if (withinCalls >= ENOUGH && acrossCalls >= ENOUGH && withinCalls + acrossCalls > before) {
                traceln(OFTEN_ENOUGH + seed + ": " + withinCalls + " within calls, " + acrossCalls + " across");
            }
        }
    }

    private static void count(Object delivery, ConsumerRecord<?, ?> message, Map<Subject, NavigableSet<Long>> now) {
        String id = header(message, "ce_subject");
        String text = header(message, "ce_aggregateversion");
        if (id == null || text == null) {
            return;
        }
        Subject subject = new Subject(delivery, id);
        long version = Long.parseLong(text);
        NavigableSet<Long> earlier = EARLIER.getOrDefault(subject, Collections.emptyNavigableSet());
        NavigableSet<Long> here = now.computeIfAbsent(subject, none -> new TreeSet<>());
        if (!earlier.contains(version) && here.add(version)) {
            withinCalls += here.higher(version) == null ? 0 : 1;
            acrossCalls += earlier.higher(version) == null ? 0 : 1;
        }
    }

    private static @Nullable String header(ConsumerRecord<?, ?> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
