package org.qudao.forecast.forecasting;

/** The run cannot end well; the message tells whoever started it why. */
final class RunFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunFailed(String message) {
        super(message);
    }
}
