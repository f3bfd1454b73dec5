package org.qudao.dealer.granting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.territory.Grant;
import org.qudao.dealer.territory.Territory;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Page;
import org.springframework.stereotype.Service;

/** Who may sell what where on which date. */
@Service
class AskTerritories {
    private final GrantDirectory grants;
    private final Nodes nodes;
    private final ScopeTree scopes;

    AskTerritories(GrantDirectory grants, Nodes nodes, ScopeTree scopes) {
        this.grants = grants;
        this.nodes = nodes;
        this.scopes = scopes;
    }

    /** @param nodeId only this node's grants */
    record Question(
            @Nullable String area, @Nullable String productLine, @Nullable LocalDate on, @Nullable String nodeId) {
        boolean matches(Grant grant) {
            return (productLine == null || grant.covers(productLine))
                    && (on == null || grant.holdsOn(on))
                    && (nodeId == null || grant.nodeId().equals(nodeId));
        }
    }

    /** A page holds the matching grants of {@code limit} areas. */
    Page<GrantView> ask(Caller caller, Question question, @Nullable String after, int limit) {
        Scope scope = scopes.scopeOf(caller);
        Predicate<Grant> asked = grant -> scope.includes(grant.nodeId()) && question.matches(grant);
        Page<Territory> areas = Page.of(matching(scope, question, asked, after, limit + 1), limit, Territory::area);
        Map<String, Node> named = nodes.findAll(areas.items().stream()
                .flatMap(territory -> territory.grants().stream())
                .map(Grant::nodeId)
                .collect(Collectors.toSet()));
        List<GrantView> views = new ArrayList<>();
        for (Territory territory : areas.items()) {
            territory.grants().stream()
                    .filter(asked)
                    .sorted(Comparator.comparing(Grant::from).thenComparing(Grant::id))
                    .forEach(grant -> views.add(GrantView.of(territory.area(), grant, named.get(grant.nodeId()))));
        }
        return new Page<>(views, areas.next());
    }

    /** Reads on until so many areas have a grant that was asked for, or the list ends. */
    private List<Territory> matching(
            Scope scope, Question question, Predicate<Grant> asked, @Nullable String after, int wanted) {
        List<Territory> matching = new ArrayList<>();
        String from = after;
        while (true) {
            List<Territory> read = grants.areas(scope, question.area(), question.nodeId(), from, wanted);
            read.stream()
                    .filter(territory -> territory.grants().stream().anyMatch(asked))
                    .limit(wanted - matching.size())
                    .forEach(matching::add);
            if (matching.size() == wanted || read.size() < wanted) {
                return matching;
            }
            from = read.getLast().area();
        }
    }
}
