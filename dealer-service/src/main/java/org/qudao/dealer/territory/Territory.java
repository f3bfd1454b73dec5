package org.qudao.dealer.territory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All grants of one area. Because they are one document, the promise of exclusivity cannot be broken by two people at once.
 *
 * @param lastGrant the highest number given to a grant so far; ids are never used again
 */
public record Territory(String area, long lastGrant, List<Grant> grants) {
    /** More grants in one area mean that the area is cut too coarse. */
    public static final int MOST_GRANTS = 2000;

    public Territory {
        grants = List.copyOf(grants);
    }

    public static Territory empty(String area) {
        return new Territory(area, 0, List.of());
    }

    /** What came of a request for a grant. */
    public sealed interface Granting {}

    /** The grant holds; {@code territory} is the state to store. */
    public record Granted(Territory territory, Grant grant, boolean changedExisting) implements Granting {}

    /** The same grant with the same terms was there already. */
    public record AlreadyGranted(Grant grant) implements Granting {}

    /** A grant of somebody else stands in the way. */
    public record Overlaps(Grant other) implements Granting {}

    /** The area holds as many grants as an area may. */
    public record Full() implements Granting {}

    /**
     * Grants the right; a grant of the same node, line and first day is replaced, not doubled.
     *
     * @param sameDealer nodes that sell for the same dealer: they share what he was promised
     */
    public Granting grant(Grant wanted, Set<String> sameDealer) {
        Optional<Grant> same = grants.stream().filter(wanted::sameRightAs).findFirst();
        if (same.isPresent() && same.get().sameTermsAs(wanted)) {
            return new AlreadyGranted(same.get());
        }
        List<Grant> others =
                grants.stream().filter(grant -> !grant.sameRightAs(wanted)).toList();
        Optional<Grant> inTheWay = others.stream()
                .filter(other -> wanted.conflictsWith(other) && !sameDealer.contains(other.nodeId()))
                .findFirst();
        if (inTheWay.isPresent()) {
            return new Overlaps(inTheWay.get());
        }
        if (others.size() >= MOST_GRANTS) {
            return new Full();
        }
        long number = same.isPresent() ? lastGrant : lastGrant + 1;
        Grant granted = wanted.withId(same.map(Grant::id).orElse("g" + number));
        List<Grant> now = new ArrayList<>(others);
        now.add(granted);
        return new Granted(new Territory(area, number, now), granted, same.isPresent());
    }

    /** Ends the grant with the given last day; a grant that would not have begun by then disappears. Empty: no such grant. */
    public Optional<Territory> ending(String grantId, LocalDate lastDay) {
        if (grants.stream().noneMatch(grant -> grant.id().equals(grantId))) {
            return Optional.empty();
        }
        List<Grant> now = new ArrayList<>();
        for (Grant grant : grants) {
            if (!grant.id().equals(grantId)) {
                now.add(grant);
            } else if (grant.to() != null && !grant.to().isAfter(lastDay)) {
                now.add(grant);
            } else if (!lastDay.isBefore(grant.from())) {
                now.add(grant.endingOn(lastDay));
            }
        }
        return Optional.of(new Territory(area, lastGrant, now));
    }
}
