package org.qudao.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.netcrusher.core.reactor.NioReactor;
import org.netcrusher.core.throttle.Throttler;
import org.netcrusher.tcp.TcpCrusher;
import org.netcrusher.tcp.TcpCrusherBuilder;

/** A service's way to the store: a proxy that a test can make slow. */
public final class StoreLine implements AutoCloseable {

    private final int port;
    private final NioReactor reactor;
    private final TcpCrusher proxy;
    private final AtomicLong replies = new AtomicLong();
    private volatile long delayNanos;

    StoreLine(int port, int storePort) {
        this.port = port;
        try {
            reactor = new NioReactor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        proxy = TcpCrusherBuilder.builder()
                .withReactor(reactor)
                .withBindAddress("127.0.0.1", port)
                .withConnectAddress("127.0.0.1", storePort)
                .withTcpNoDelay(true)
                .withIncomingThrottlerFactory(_ -> (Throttler) _ -> {
                    replies.incrementAndGet();
                    return delayNanos;
                })
                .buildAndOpen();
    }

    /** Where the service connects to. */
    public int port() {
        return port;
    }

    /** From now on every reply of the store comes so much later. */
    public void delay(Duration delay) {
        delayNanos = delay.toNanos();
        replies.set(0);
    }

    /** Pieces of the store's replies that got the delay. */
    public long repliesSinceDelay() {
        return replies.get();
    }

    /** Ends the delay. */
    public void normal() {
        delayNanos = 0;
    }

    @Override
    public void close() {
        proxy.close();
        reactor.close();
    }
}
