package org.qudao.forecast.forecasting;

/** The run must not go on: the process stops, or others have declared the run interrupted. */
final class RunStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunStopped() {
        super("the run was stopped", null, false, false);
    }
}
