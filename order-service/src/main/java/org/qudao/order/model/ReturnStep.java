package org.qudao.order.model;

/** What became of an attempt to take a return one step further. */
public sealed interface ReturnStep {

    /** The return after the step, to be saved and published. */
    record Taken(Return next) implements ReturnStep {}

    /** The return already is where the step leads: nothing to save. */
    record Nothing() implements ReturnStep {}

    /**
     * The step is not possible.
     *
     * @param code stable, for problem types
     */
    record NotAllowed(String code, String detail, Receipt receipt) implements ReturnStep {}

    /** The step changes nothing. */
    ReturnStep NOTHING = new Nothing();
}
