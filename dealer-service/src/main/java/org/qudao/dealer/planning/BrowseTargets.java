package org.qudao.dealer.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.people.Salespeople;
import org.qudao.dealer.people.Salesperson;
import org.qudao.dealer.targets.OwnerKind;
import org.qudao.dealer.targets.Period;
import org.qudao.dealer.targets.Target;
import org.qudao.dealer.targets.Targets;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Page;
import org.springframework.stereotype.Service;

/** The explicit targets that touch a period: of the nodes in the caller's scope, and of people who only work regions in it. */
@Service
class BrowseTargets {
    private final Targets targets;
    private final Salespeople people;
    private final ScopeTree scopes;

    BrowseTargets(Targets targets, Salespeople people, ScopeTree scopes) {
        this.targets = targets;
        this.people = people;
        this.scopes = scopes;
    }

    Page<Target> list(Caller caller, @Nullable String ownerId, Period period, @Nullable String after, int limit) {
        Scope scope = scopes.scopeOf(caller);
        List<Target> found = new ArrayList<>();
        found.addAll(targets.page(OwnerKind.NODE, owners(scope, ownerId), period, after, limit + 1));
        found.addAll(targets.page(OwnerKind.SALESPERSON, personsOf(scope, ownerId), period, after, limit + 1));
        found.sort(Comparator.comparing(Target::id));
        return Page.of(found, limit, Target::id);
    }

    private static @Nullable Set<String> owners(Scope scope, @Nullable String ownerId) {
        if (ownerId != null) {
            return scope.includes(ownerId) ? Set.of(ownerId) : Set.of();
        }
        return scope.isEverything() ? null : scope.nodeIds();
    }

    private @Nullable Set<String> personsOf(Scope scope, @Nullable String ownerId) {
        if (scope.isEverything()) {
            return ownerId == null ? null : Set.of(ownerId);
        }
        return people.all().stream()
                .filter(person -> ownerId == null || person.id().equals(ownerId))
                .filter(person -> !person.assignments().isEmpty()
                        && person.assignments().stream().allMatch(assignment -> scope.includes(assignment.regionId())))
                .map(Salesperson::id)
                .collect(Collectors.toSet());
    }
}
