package org.qudao.dealer.planning;

import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.people.Salespeople;
import org.qudao.dealer.targets.OwnerKind;
import org.qudao.dealer.targets.Target;
import org.qudao.dealer.targets.Targets;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Service;

/** Sets a target for a node or a salesperson; a regional manager only for nodes below the own one. */
@Service
class SetTarget {
    private final Targets targets;
    private final Nodes nodes;
    private final Salespeople people;
    private final ScopeTree scopes;

    SetTarget(Targets targets, Nodes nodes, Salespeople people, ScopeTree scopes) {
        this.targets = targets;
        this.nodes = nodes;
        this.people = people;
        this.scopes = scopes;
    }

    record Result(Target target, boolean created) {}

    Result set(Caller caller, Target target) {
        Scope scope = scopes.scopeOf(caller);
        boolean known =
                switch (target.ownerKind()) {
                    case NODE ->
                        scope.includes(target.ownerId())
                                && (caller.seesEverything() || !target.ownerId().equals(caller.nodeId()))
                                && nodes.find(target.ownerId()).isPresent();
                    case SALESPERSON ->
                        caller.seesEverything() && people.find(target.ownerId()).isPresent();
                };
        if (!known) {
            String what = target.ownerKind() == OwnerKind.NODE ? "node" : "salesperson";
            throw Refusal.badRequest(
                    "ownerId", "there is no %s '%s' whose target you set".formatted(what, target.ownerId()));
        }
        return switch (targets.set(target)) {
            case INSERTED -> new Result(target, true);
            case UPDATED, UNCHANGED -> new Result(target, false);
            case OTHER ->
                throw Refusal.conflict(
                        "target-exists", "Target '" + target.id() + "' has another owner, period, measure or line.");
        };
    }
}
