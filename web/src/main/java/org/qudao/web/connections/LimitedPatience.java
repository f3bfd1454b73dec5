package org.qudao.web.connections;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose request has begun and whose headers do not end, and one whose client takes the answer slower than 4 KB/s.
 * Tomcat's own limits start anew with every byte, so that a client could keep all connections for hours with a byte every ten
 * seconds. Made by Tomcat, by name.
 */
public final class LimitedPatience extends Http11NioProtocol {

    private static final long NOT_BEGUN = -1;
    private static final long SLOWEST_BYTES_PER_SECOND = 4_096;

    private final Set<Answering> answering = ConcurrentHashMap.newKeySet();
    private int headersWithinMs = 10_000;
    private int answerFreelyForMs = 20_000;
    private @Nullable ScheduledFuture<?> watch;

    public void setHeadersWithinMs(int headersWithinMs) {
        this.headersWithinMs = headersWithinMs;
    }

    /** How long an answer may be taken at any speed. */
    public void setAnswerFreelyForMs(int answerFreelyForMs) {
        this.answerFreelyForMs = answerFreelyForMs;
    }

    @Override
    public void start() throws Exception {
        super.start();
        watch = getUtilityExecutor().scheduleWithFixedDelay(this::closeLate, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (watch != null) {
            watch.cancel(false);
        }
        super.stop();
    }

    @Override
    protected Processor createProcessor() {
        return new Answering(getAdapter());
    }

    /** A processor stays with its connection only while it waits for more of the headers. */
    private void closeLate() {
        for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
            if (connection.getCurrentProcessor() instanceof Processor waiting
                    && !waiting.isAsync()
                    && !waiting.isUpgrade()
                    && isLate(waiting.getRequest())) {
                connection.close();
            }
        }
        answering.forEach(Answering::closeWhenTakenSlowly);
    }

    private boolean isLate(@Nullable Request request) {
        return request != null
                && request.getStartTimeNanos() != NOT_BEGUN
                && System.nanoTime() - request.getStartTimeNanos() > TimeUnit.MILLISECONDS.toNanos(headersWithinMs);
    }

    /** Knows its connection while a request is answered. */
    private final class Answering extends Http11Processor {

        private volatile @Nullable SocketWrapperBase<?> connection;
        /** When the answer began that was found to be slow, by the clock of {@link System#nanoTime}. */
        private long slowSince = NOT_BEGUN;

        Answering(Adapter adapter) {
            super(LimitedPatience.this, adapter);
        }

        @Override
        public SocketState service(SocketWrapperBase<?> client) throws IOException {
            connection = client;
            answering.add(this);
            try {
                return super.service(client);
            } finally {
                answering.remove(this);
                connection = null;
            }
        }

        /** Only when it is slow twice in a row: the figures are those of a thread at work, which may just begin the next answer. */
        void closeWhenTakenSlowly() {
            SocketWrapperBase<?> client = connection;
            long slow = isTakenSlowly() ? response.getCommitTimeNanos() : NOT_BEGUN;
            if (client != null && slow != NOT_BEGUN && slow == slowSince) {
                client.close();
            }
            slowSince = slow;
        }

        private boolean isTakenSlowly() {
            if (!response.isCommitted()) {
                return false;
            }
            long limitedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - response.getCommitTimeNanos())
                    - answerFreelyForMs;
            return limitedMs > 0 && response.getBytesWritten(false) < SLOWEST_BYTES_PER_SECOND * limitedMs / 1_000;
        }
    }
}
