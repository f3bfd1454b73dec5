package org.qudao.order.model;

/** What became of an attempt to take an order one step further. */
public sealed interface Step {

    /** The order after the step, to be saved and published. */
    record Taken(Order order) implements Step {}

    /** The order already is where the step leads, or the step no longer matters: nothing to save. */
    record Nothing() implements Step {}

    /**
     * The order's status does not allow it.
     *
     * @param code stable, for problem types
     */
    record NotAllowed(String code, String detail, Receipt receipt) implements Step {}

    /** The step changes nothing. */
    Step NOTHING = new Nothing();
}
