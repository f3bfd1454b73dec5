package org.qudao.dealer.staffing;

import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeKind;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.people.Assignment;
import org.qudao.dealer.people.Salespeople;
import org.qudao.dealer.people.Salesperson;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Service;

/** Assigns a salesperson to a region; one with the same region and first day is replaced, which is how it is ended. */
@Service
class AssignSalesperson {
    private final Salespeople people;
    private final Nodes nodes;

    AssignSalesperson(Salespeople people, Nodes nodes) {
        this.people = people;
        this.nodes = nodes;
    }

    Salesperson assign(String personId, Assignment wanted) {
        Node region = nodes.find(wanted.regionId())
                .orElseThrow(() -> Refusal.badRequest("regionId", "there is no node '" + wanted.regionId() + "'"));
        if (region.kind() != NodeKind.REGION && region.kind() != NodeKind.AREA) {
            throw Refusal.conflict("not-a-region", region.id() + " is a " + region.kind() + ", not a region or area");
        }
        return people.change(personId, person -> {
                    person.inTheWayOf(wanted).ifPresent(held -> {
                        throw Refusal.conflict(
                                "assignment-overlap",
                                "%s works %s already from %s to %s"
                                        .formatted(
                                                personId,
                                                held.regionId(),
                                                held.from(),
                                                held.to() == null ? "further notice" : held.to()));
                    });
                    if (person.assignments().size() >= Salesperson.MOST_ASSIGNMENTS) {
                        throw Refusal.conflict("assignments-full", personId + " has too many assignments");
                    }
                    return person.assigned(wanted);
                })
                .orElseThrow(() -> Refusal.notFound("salesperson", personId));
    }
}
