package org.qudao.web.connections;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose request has begun and whose headers do not end. Tomcat's own limit starts anew with every byte, so that a
 * client could keep all connections for hours with a byte every ten seconds. Made by Tomcat, by name.
 */
public final class HeadersInTime extends Http11NioProtocol {

    private static final long NOT_BEGUN = -1;

    private int headersWithinMs = 10_000;
    private @Nullable ScheduledFuture<?> watch;

    public void setHeadersWithinMs(int headersWithinMs) {
        this.headersWithinMs = headersWithinMs;
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
    }

    private boolean isLate(@Nullable Request request) {
        return request != null
                && request.getStartTimeNanos() != NOT_BEGUN
                && System.nanoTime() - request.getStartTimeNanos() > TimeUnit.MILLISECONDS.toNanos(headersWithinMs);
    }
}
