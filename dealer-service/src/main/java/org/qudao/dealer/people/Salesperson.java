package org.qudao.dealer.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody who sells for the company; targets can be given to people as well as to nodes. */
public record Salesperson(
        String id, String name, @Nullable String title, @Nullable String managerId, List<Assignment> assignments) {

    /** Nobody changes region more often than this in a working life. */
    public static final int MOST_ASSIGNMENTS = 500;

    public Salesperson {
        assignments = List.copyOf(assignments);
    }

    /** The same person with another name, title or manager; assignments stay. */
    public Salesperson described(String newName, @Nullable String newTitle, @Nullable String newManagerId) {
        return new Salesperson(id, newName, newTitle, newManagerId, assignments);
    }

    /** The assignment that would make this person work the same region twice on one day. */
    public Optional<Assignment> inTheWayOf(Assignment wanted) {
        return assignments.stream()
                .filter(held -> !startsLike(held, wanted))
                .filter(wanted::overlaps)
                .findFirst();
    }

    /** With the assignment added; one of the same region and first day is replaced (that is how it is ended). */
    public Salesperson assigned(Assignment wanted) {
        List<Assignment> now = new ArrayList<>(assignments);
        now.removeIf(held -> startsLike(held, wanted));
        now.add(wanted);
        now.sort(Comparator.comparing(Assignment::from).thenComparing(Assignment::regionId));
        return new Salesperson(id, name, title, managerId, now);
    }

    private static boolean startsLike(Assignment one, Assignment other) {
        return one.regionId().equals(other.regionId()) && one.from().equals(other.from());
    }
}
