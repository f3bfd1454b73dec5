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
import org.jspecify.annotations.Nullable;

/**
 * A request whose body ends with an error after a number of bytes, also when it did not announce its length, and when the client keeps
 * everybody waiting. The time that a service takes to read is not the client's.
 */
class LimitedBody extends HttpServletRequestWrapper {

    private static final int AHEAD = 64 * 1024;

    private final long maxBytes;
    private final Patience patience;
    private @Nullable ServletInputStream body;

    LimitedBody(HttpServletRequest request, long maxBytes, Patience patience) {
        super(request);
        this.maxBytes = maxBytes;
        this.patience = patience;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new Counting(super.getInputStream());
        }
        return body;
    }

    /**
     * Waits for the whole body, or as much as small ones have, so that a client that sends slowly does not keep a connection to a
     * service meanwhile.
     */
    void readAhead() throws IOException {
        ((Counting) getInputStream()).readAhead();
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
        private byte[] ahead = {};
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
            byte[] read = new byte[1024];
            int length = 0;
            for (int more = 0; more >= 0 && length < AHEAD; length += Math.max(0, more)) {
                read = length == read.length ? Arrays.copyOf(read, 2 * length) : read;
                more = readNow(read, length, read.length - length);
            }
            ahead = Arrays.copyOf(read, length);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (taken == ahead.length) {
                return readNow(target, offset, length);
            }
            int read = Math.min(length, ahead.length - taken);
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
            return taken == ahead.length && in.isFinished();
        }

        @Override
        public boolean isReady() {
            return taken < ahead.length || in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("Bodies are read by blocking threads");
        }
    }
}
