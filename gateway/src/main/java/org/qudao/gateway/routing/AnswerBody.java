package org.qudao.gateway.routing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** The body of a service's answer. Tells failures to read it from failures to write it to the client. */
class AnswerBody extends FilterInputStream {

    private final Function<IOException, RuntimeException> onFailure;

    AnswerBody(InputStream body, Function<IOException, RuntimeException> onFailure) {
        super(body);
        this.onFailure = onFailure;
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw onFailure.apply(e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (IOException e) {
            throw onFailure.apply(e);
        }
    }
}
