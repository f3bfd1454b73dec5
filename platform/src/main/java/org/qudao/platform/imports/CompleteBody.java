package org.qudao.platform.imports;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that ends too early, measured by its announced length, is an error and not an end. */
final class CompleteBody extends FilterInputStream {

    private final long announced;
    private long read;

    /** @param announced bytes, or negative when the sender did not say */
    CompleteBody(InputStream in, long announced) {
        super(in);
        this.announced = announced;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? -1 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(count);
        return count;
    }

    private void count(int count) throws IOException {
        if (count >= 0) {
            read += count;
        } else if (announced >= 0 && read < announced) {
            throw new EOFException("the body ended after %d of %d bytes".formatted(read, announced));
        }
    }
}
