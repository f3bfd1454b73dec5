package org.qudao.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.netcrusher.core.reactor.NioReactor;
import org.netcrusher.core.throttle.Throttler;
import org.netcrusher.tcp.TcpCrusher;
import org.netcrusher.tcp.TcpCrusherBuilder;

/** A service's way to the store: a proxy that a test can make slow. */
public final class StoreLine implements AutoCloseable {

    private final int port;
    private final NioReactor reactor;
    private final TcpCrusher proxy;
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
                .withIncomingThrottlerFactory(_ -> (Throttler) _ -> delayNanos)
                .buildAndOpen();
    }

    /** Where the service connects to. */
    public int port() {
        return port;
    }

    /** From now on every reply of the store comes so much later. */
    public void delay(Duration delay) {
        delayNanos = delay.toNanos();
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
