package org.qudao.web.connections;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Reads what a request still sends after it has been answered, so that the client gets to read the answer, but only for a moment: Tomcat
 * by itself waits for the rest as long as a byte comes now and then.
 */
public final class RestOfBody extends ValveBase {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long MAX_BYTES = 8L * 1024 * 1024;

    public RestOfBody() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        org.apache.coyote.Request read = request.getCoyoteRequest();
        if (request.isAsync() || read.hasExpectation() || isRead(read)) {
            return;
        }
        // Who stops sending because of the answer waits for its end.
        response.finishResponse();
        if (!hasEnded(read)) {
            read.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private static boolean hasEnded(org.apache.coyote.Request request) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        Ignored ignored = new Ignored();
        long bytes = 0;
        try {
            while (!isRead(request)) {
                int read = request.doRead(ignored);
                bytes += Math.max(0, read);
                if (read < 0) {
                    return true;
                }
                if (bytes > MAX_BYTES || System.nanoTime() - until > 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false; // The client has gone.
        }
    }

    private static boolean isRead(org.apache.coyote.Request request) {
        AtomicBoolean read = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        return read.get();
    }

    private static final class Ignored implements ApplicationBufferHandler {

        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            // What is ignored needs no room.
        }
    }
}
