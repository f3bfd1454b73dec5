package org.qudao.gateway.limits;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body ends with an error after a number of bytes, also when it did not announce its length, and when the client keeps
 * everybody waiting. The time that a service takes to read is not the client's.
 */
class LimitedBody extends HttpServletRequestWrapper {

    private static final byte[] NOTHING = {};

    private final long maxBytes;
    private final boolean upload;
    private final Patience patience;
    private final BodyPlaces places;
    private @Nullable Counting body;
    /** Who has places for this body, and which. */
    private String client = "";

    private final Set<BodyPlaces.Size> held = EnumSet.noneOf(BodyPlaces.Size.class);

    LimitedBody(HttpServletRequest request, long maxBytes, boolean upload, Patience patience, BodyPlaces places) {
        super(request);
        this.maxBytes = maxBytes;
        this.upload = upload;
        this.patience = patience;
        this.places = places;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return counting();
    }

    private Counting counting() throws IOException {
        if (body == null) {
            body = new Counting(super.getInputStream());
        }
        return body;
    }

    /**
     * Waits for the whole body, or of an upload as much as small ones have, so that a client that sends slowly does not occupy a service
     * meanwhile.
     */
    void readAhead(String ofClient) throws IOException {
        client = ofClient;
        counting().readAhead();
    }

    /** What was read and not used is not needed any more. */
    void forget() {
        if (body != null) {
            body.dropAhead();
        }
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String encoding = getCharacterEncoding();
        Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    private class Counting extends ServletInputStream {

        private final ServletInputStream in;
        private long count;
        private long waitedNanos;
        private byte[] ahead = NOTHING;
        private int aheadLength;
        private int taken;

        Counting(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        void readAhead() throws IOException {
            ahead = new byte[1024];
            int more = readNow(ahead, 0, ahead.length);
            while (more >= 0) {
                aheadLength += more;
                if (aheadLength == ahead.length) {
                    if (upload && aheadLength >= BodyPlaces.Size.LARGE.bytes()) {
                        return;
                    }
                    grow();
                }
                more = readNow(ahead, aheadLength, ahead.length - aheadLength);
            }
        }

        private void grow() throws IOException {
            for (BodyPlaces.Size size : BodyPlaces.Size.values()) {
                if (aheadLength >= size.bytes() && !held.contains(size)) {
                    if (!places.take(size, client)) {
                        throw RequestBodyFailure.NO_ROOM.recordedIn(LimitedBody.this);
                    }
                    held.add(size);
                }
            }
            ahead = Arrays.copyOf(ahead, (int) Math.min(2L * aheadLength, maxBytes + 1));
        }

        void dropAhead() {
            ahead = NOTHING;
            aheadLength = 0;
            taken = 0;
            held.forEach(size -> places.giveBack(size, client));
            held.clear();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (taken == aheadLength) {
                dropAhead();
                return readNow(target, offset, length);
            }
            int read = Math.min(length, aheadLength - taken);
            System.arraycopy(ahead, taken, target, offset, read);
            taken += read;
            return read;
        }

        private int readNow(byte[] target, int offset, int length) throws IOException {
            int read;
            long asked = System.nanoTime();
            try {
                read = in.read(target, offset, length);
            } catch (IOException e) {
                IOException failure = RequestBodyFailure.BROKEN_OFF.recordedIn(LimitedBody.this);
                failure.initCause(e);
                throw failure;
            }
            waitedNanos += System.nanoTime() - asked;
            count += Math.max(0, read);
            if (count > maxBytes) {
                throw RequestBodyFailure.TOO_LARGE.recordedIn(LimitedBody.this);
            }
            if (read >= 0 && waitedNanos > patience.nanosFor(count)) {
                throw RequestBodyFailure.TOO_SLOW.recordedIn(LimitedBody.this);
            }
            return read;
        }

        @Override
        public boolean isFinished() {
            return taken == aheadLength && in.isFinished();
        }

        @Override
        public boolean isReady() {
            return taken < aheadLength || in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("Bodies are read by blocking threads");
        }
    }
}
