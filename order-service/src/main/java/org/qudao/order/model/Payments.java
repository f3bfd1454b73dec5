package org.qudao.order.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where payments are kept. */
public interface Payments {

    /** @return false when the id is taken */
    boolean insert(Payment payment);

    /** @return ids that are taken */
    Set<String> insertAll(List<Payment> payments);

    void save(Payment payment);

    Optional<Payment> find(String id);

    Map<String, Payment> findAll(Collection<String> ids);

    /** Payments that wait to be counted. */
    List<Payment> received(int limit);
}
