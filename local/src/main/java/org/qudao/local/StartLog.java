package org.qudao.local;

import java.io.PrintStream;
import java.util.Locale;

/** Tells the person at the terminal what is ready after how many seconds. */
final class StartLog {

    private final PrintStream out;
    private final long startNanos = System.nanoTime();

    StartLog(PrintStream out) {
        this.out = out;
    }

    void ready(String what, int port) {
        say("%s ready on port %d".formatted(what, port));
    }

    synchronized void say(String line) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(), line);
        out.flush();
    }

    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
