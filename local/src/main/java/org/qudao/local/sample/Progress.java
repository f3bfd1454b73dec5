package org.qudao.local.sample;

/**
 * How far the import of a sample is; reported about twice a second.
 *
 * @param step of {@code steps}, from 1
 * @param rowsDone rows that the service has handled
 * @param rejected units in the reject file so far
 */
public record Progress(Stage stage, String kind, int step, int steps, long rowsDone, long rowsTotal, long rejected) {

    /** What is going on. */
    public enum Stage {
        /** Events of earlier imports are still on their way to the service. */
        WAITING,
        /** Rows are being sent and stored. */
        IMPORTING,
        /** This kind is through. */
        DONE
    }
}
