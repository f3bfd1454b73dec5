package org.qudao.forecast.succeeding;

import java.util.List;
import org.qudao.forecast.model.ProductSuccession;
import org.qudao.forecast.model.Successions;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Says that a product replaces another; the next run forecasts both together. */
@Component
public class PlanSuccession {
    private final Successions successions;

    PlanSuccession(Successions successions) {
        this.successions = successions;
    }

    /**
     * @throws Refusal 409 when one of the two has a part in another succession: of two that come at the same moment both may be stored, and
     *     a run then follows the first by product
     */
    public ProductSuccession plan(ProductSuccession succession) {
        List<String> both = List.of(succession.sku(), succession.predecessor());
        for (ProductSuccession other : successions.touching(both)) {
            if (!other.sku().equals(succession.sku())
                    || succession.predecessor().equals(other.sku())) {
                throw Refusal.conflict(
                        "succession-exists",
                        other.sku() + " replaces " + other.predecessor()
                                + " already; a product has a part in one succession.");
            }
        }
        successions.put(succession);
        return succession;
    }
}
