package org.qudao.forecast.model;

/** Life of a forecast run. */
public enum RunState {
    /** At work; its heartbeat is younger than a few seconds. */
    RUNNING,
    /** All series are forecast and published. */
    FINISHED,
    /** Ended by an error; what was published before stays. */
    FAILED,
    /** Its process ended while it ran; what was published before stays. */
    INTERRUPTED
}
