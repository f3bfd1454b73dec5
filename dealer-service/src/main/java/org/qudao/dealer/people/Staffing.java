package org.qudao.dealer.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Channel;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeTree;
import org.qudao.dealer.sales.Sale;

/**
 * Whose sale it is. What names a salesperson is that person's. Else a dealer's sale is that of the one who works the dealer's area, or
 * the nearest region above in which somebody works, on the day on which it counts. Where several work the same, it is nobody's: to tell
 * them apart, each is assigned to an area. Nobody has a share in what is sold directly.
 */
public final class Staffing {
    private final NodeTree network;
    private final Map<String, List<Stint>> stints = new HashMap<>();

    private record Stint(String personId, Assignment assignment) {}

    public Staffing(Collection<Salesperson> people, NodeTree network) {
        this.network = network;
        for (Salesperson person : people) {
            for (Assignment assignment : person.assignments()) {
                stints.computeIfAbsent(assignment.regionId(), fresh -> new ArrayList<>())
                        .add(new Stint(person.id(), assignment));
            }
        }
    }

    /** @return the salesperson's id, or null when it is nobody's */
    public @Nullable String sellerOf(Sale sale) {
        LocalDate day = sale.countsOn();
        if (sale.salespersonId() != null || sale.channel() != Channel.DISTRIBUTION || day == null) {
            return sale.salespersonId();
        }
        for (String place :
                network.find(sale.nodeId()).map(Node::path).orElse(List.of()).reversed()) {
            List<String> working = stints.getOrDefault(place, List.of()).stream()
                    .filter(stint -> stint.assignment.covers(day))
                    .map(Stint::personId)
                    .toList();
            if (!working.isEmpty()) {
                return working.size() == 1 ? working.getFirst() : null;
            }
        }
        return null;
    }
}
