package org.qudao.gateway.limits;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections whose request line and headers take too long as a whole. Tomcat's own timeout begins anew with every byte, so that a client
 * who sends one a second would stay for hours.
 */
public class ImpatientProtocol extends Http11NioProtocol {

    private Duration headersWithin = Duration.ofSeconds(20);
    private @Nullable ScheduledFuture<?> watch;

    void setHeadersWithin(Duration headersWithin) {
        this.headersWithin = headersWithin;
    }

    @Override
    public void start() throws Exception {
        super.start();
        watch = getUtilityExecutor().scheduleWithFixedDelay(this::endSlowRequests, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (watch != null) {
            watch.cancel(false);
        }
        super.stop();
    }

    private void endSlowRequests() {
        long startedBefore = System.nanoTime() - headersWithin.toNanos();
        for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
            if (isWaitingForHeadersSince(startedBefore, connection)) {
                connection.close();
            }
        }
    }

    /** Between two reads of its headers a connection keeps its processor; a thread that serves the request takes it away. */
    private static boolean isWaitingForHeadersSince(long nanos, SocketWrapperBase<NioChannel> connection) {
        if (!(connection.getCurrentProcessor() instanceof Processor processor)) {
            return false;
        }
        long started = processor.getRequest().getStartTimeNanos();
        return started != -1 && started - nanos < 0;
    }
}
