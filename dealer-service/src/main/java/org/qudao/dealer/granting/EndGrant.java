package org.qudao.dealer.granting;

import java.time.LocalDate;
import java.util.Optional;
import org.qudao.dealer.territory.Territories;
import org.qudao.dealer.territory.Territory;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Service;

/** Ends a grant with a last day; the past stays on record. */
@Service
class EndGrant {
    private final Territories territories;
    private final ScopeTree scopes;

    EndGrant(Territories territories, ScopeTree scopes) {
        this.territories = territories;
        this.scopes = scopes;
    }

    void end(Caller caller, String area, String grantId, LocalDate lastDay) {
        Scope scope = scopes.scopeOf(caller);
        boolean ended = territories.decide(area, territory -> {
            boolean visible = territory.grants().stream()
                    .anyMatch(grant -> grant.id().equals(grantId) && scope.includes(grant.nodeId()));
            Optional<Territory> after = visible ? territory.ending(grantId, lastDay) : Optional.empty();
            return new Territories.Outcome<>(after.filter(now -> !now.equals(territory)), after.isPresent());
        });
        if (!ended) {
            throw Refusal.notFound("grant", area + "/" + grantId);
        }
    }
}
