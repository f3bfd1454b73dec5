package org.qudao.forecast.forecasting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Port: portions of runs, shared by all instances of the service. */
public interface Portions {

    /** What became of a portion. */
    sealed interface Answer {}

    /**
     * All series were forecast.
     *
     * @param states what the engine wrote, by the series' id; series for which no model was fitted are missing
     */
    record Computed(Map<String, byte[]> states) implements Answer {}

    /** Whoever repeats it fails as well. */
    record Failed(String problem) implements Answer {}

    /** Stores the portions and announces each of them to the instances. */
    void plan(List<Portion> portions);

    /** Whether somebody waits for the portion: no more when it is answered or its run is over. */
    boolean isOpen(String runId, int number);

    /** Stores the answer of an open portion; the first one counts. */
    void answer(String runId, int number, Answer answer);

    /** Takes the answer away; empty until there is one. */
    Optional<Answer> take(String runId, int number);

    /** Runs of which portions are left. */
    Set<String> runs();

    /** Closes the portions that are left of a run. */
    void forget(String runId);
}
