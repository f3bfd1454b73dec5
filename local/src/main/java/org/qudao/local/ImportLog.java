package org.qudao.local;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;
import org.qudao.local.sample.Progress;

/** One line for each kind; on a terminal the line is rewritten while rows come in. */
final class ImportLog implements Consumer<Progress> {

    private static final long QUIET_NANOS = 5_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private long lastNanos = System.nanoTime();

    ImportLog(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public synchronized void accept(Progress progress) {
        boolean done = progress.stage() == Progress.Stage.DONE;
        long now = System.nanoTime();
        if (terminal) {
            out.print("\r" + line(progress) + (done ? System.lineSeparator() : ""));
        } else if (done || now - lastNanos > QUIET_NANOS) {
            out.println(line(progress));
            lastNanos = now;
        }
        out.flush();
    }

    static String line(Progress progress) {
        String state =
                switch (progress.stage()) {
                    case WAITING -> "waiting for events";
                    case IMPORTING, DONE ->
                        "%,d of %,d rows".formatted(progress.rowsDone(), progress.rowsTotal())
                                + (progress.rejected() > 0 ? ", %,d rejected".formatted(progress.rejected()) : "");
                };
        return String.format(
                Locale.ROOT, "  %2d/%d  %-24s %-44s", progress.step(), progress.steps(), progress.kind(), state);
    }
}
