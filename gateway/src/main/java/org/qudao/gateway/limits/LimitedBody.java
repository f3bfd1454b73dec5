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
import org.jspecify.annotations.Nullable;

/** A request whose body ends with an error after a number of bytes, also when it did not announce its length, or when it comes too slowly. */
class LimitedBody extends HttpServletRequestWrapper {

    private final long maxBytes;
    private final Pace pace;
    private @Nullable ServletInputStream body;

    LimitedBody(HttpServletRequest request, long maxBytes, Pace pace) {
        super(request);
        this.maxBytes = maxBytes;
        this.pace = pace;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new Counting(super.getInputStream());
        }
        return body;
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

        Counting(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read;
            try {
                read = pace.read(in, target, offset, length);
            } catch (IOException e) {
                IOException failure = RequestBodyFailure.BROKEN_OFF.recordedIn(LimitedBody.this);
                failure.initCause(e);
                throw failure;
            }
            if (pace.isTooSlow()) {
                throw RequestBodyFailure.TOO_SLOW.recordedIn(LimitedBody.this);
            }
            count += Math.max(0, read);
            if (count > maxBytes) {
                throw RequestBodyFailure.TOO_LARGE.recordedIn(LimitedBody.this);
            }
            return read;
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("Bodies are read by blocking threads");
        }
    }
}
