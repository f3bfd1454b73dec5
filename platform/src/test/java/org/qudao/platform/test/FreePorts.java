package org.qudao.platform.test;

import java.io.IOException;
import java.net.ServerSocket;

/**
 * Ports for servers that are started later, or more than once. They lie below those that a system gives to outgoing connections
 * (Linux from 32,768 on, others from 49,152): a port that the system chose may be some client's by the time its server binds it.
 */
public final class FreePorts {

    private static final int FIRST = 10_000;
    private static final int COUNT = 22_000;
    private static final int USED_BY_A_PROCESS = 64;

    /** Builds that run beside each other begin at different places. */
    private static int latest = (int) (ProcessHandle.current().pid() * USED_BY_A_PROCESS % COUNT);

    private FreePorts() {}

    /** @return a port that nobody listens on and that no other caller in this JVM gets, before the range is used up */
    public static synchronized int next() {
        for (int tried = 0; tried < COUNT; tried++) {
            latest = (latest + 1) % COUNT;
            if (isFree(FIRST + latest)) {
                return FIRST + latest;
            }
        }
        throw new IllegalStateException("all ports from " + FIRST + " to " + (FIRST + COUNT) + " are taken");
    }

    /** @return the first of so many adjacent ones; a broker's controller takes the port after the broker's own */
    public static synchronized int next(int count) {
        int first = next();
        int last = first;
        while (last < first + count - 1) {
            int following = next();
            first = following == last + 1 ? first : following;
            last = following;
        }
        return first;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
