package org.qudao.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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
    private volatile long nanosPerByte;

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
                .withOutgoingThrottlerFactory(_ -> (Throttler) bytes -> nanosPerByte * bytes.remaining())
                .withIncomingThrottlerFactory(_ -> (Throttler) this::delayOfReply)
                .buildAndOpen();
    }

    private long delayOfReply(ByteBuffer bytes) {
        return delayNanos + nanosPerByte * bytes.remaining();
    }

    /** Where the service connects to. */
    public int port() {
        return port;
    }

    /** From now on every reply of the store comes so much later. */
    public void delay(Duration delay) {
        delayNanos = delay.toNanos();
    }

    /** From now on every connection carries so much in each direction. */
    public void limit(int bytesPerSecond) {
        nanosPerByte = Duration.ofSeconds(1).toNanos() / bytesPerSecond;
    }

    /** Ends delay and limit. */
    public void normal() {
        delayNanos = 0;
        nanosPerByte = 0;
    }

    @Override
    public void close() {
        proxy.close();
        reactor.close();
    }
}
