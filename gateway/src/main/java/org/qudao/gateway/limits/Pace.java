package org.qudao.gateway.limits;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** How fast the body of one request comes: once it has been waited for that long, it must have come at least so fast on average. */
class Pace {

    private final Duration grace;
    private final long bytesPerSecond;
    private long waitedNanos;
    private long bytes;

    Pace(Duration grace, long bytesPerSecond) {
        this.grace = grace;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Only the waiting counts: whoever passes the bytes on may take his time. */
    int read(InputStream in, byte[] target, int offset, int length) throws IOException {
        long start = System.nanoTime();
        int read = in.read(target, offset, length);
        waitedNanos += System.nanoTime() - start;
        bytes += Math.max(0, read);
        return read;
    }

    boolean isTooSlow() {
        double secondsBeyondGrace = (waitedNanos - grace.toNanos()) / 1e9;
        return secondsBeyondGrace > 0 && bytes < secondsBeyondGrace * bytesPerSecond;
    }
}
