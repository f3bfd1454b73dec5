package org.qudao.forecast.promoting;

import org.qudao.forecast.model.Network;
import org.qudao.forecast.model.Promotion;
import org.qudao.forecast.model.Promotions;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Puts a promotion into the calendar, or changes one; the next run reckons with it. */
@Component
public class PlanPromotion {
    private final Promotions promotions;
    private final Network network;

    PlanPromotion(Promotions promotions, Network network) {
        this.promotions = promotions;
        this.network = network;
    }

    /** @throws Refusal 422 when there is no such node */
    public Promotion plan(Promotion promotion) {
        String nodeId = promotion.nodeId();
        if (nodeId != null && !network.paths().containsKey(nodeId)) {
            throw Refusal.unprocessable("unknown-node", "Unknown node", "There is no node " + nodeId + ".");
        }
        promotions.put(promotion);
        return promotion;
    }
}
