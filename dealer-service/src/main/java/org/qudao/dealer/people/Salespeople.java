package org.qudao.dealer.people;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The salespeople as they are stored. */
public interface Salespeople {
    Optional<Salesperson> find(String id);

    Map<String, Salesperson> findAll(Collection<String> ids);

    List<Salesperson> all();

    /** False when the id is taken; then nothing is written. */
    boolean add(Salesperson person);

    /** Applies the decision to the current state, again when somebody else was faster; empty when there is no such person. */
    Optional<Salesperson> change(String id, UnaryOperator<Salesperson> decision);
}
