package org.qudao.dealer.organising;

import java.util.Optional;
import org.qudao.dealer.network.Objection;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.web.Refusal;
import org.springframework.http.HttpStatus;

/** What a caller may change: headquarters everything; a regional manager what is below the own node, but not the own node. */
final class Permission {
    private Permission() {}

    static void toChange(Caller caller, Scope scope, String nodeId) {
        if (!scope.includes(nodeId)) {
            throw Refusal.notFound("node", nodeId);
        }
        if (!caller.seesEverything() && nodeId.equals(caller.nodeId())) {
            throw new Refusal(
                    HttpStatus.FORBIDDEN,
                    "own-node",
                    "Not your decision",
                    "Your own node is changed by whoever stands above it.");
        }
    }

    static void refuse(Optional<Objection> objection) {
        if (objection.isPresent()) {
            throw Refusal.conflict(objection.get().rule(), objection.get().message());
        }
    }
}
