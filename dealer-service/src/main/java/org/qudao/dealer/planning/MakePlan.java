package org.qudao.dealer.planning;

import org.qudao.dealer.targets.TargetPlan;
import org.qudao.dealer.targets.TargetPlans;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Service;

/** Makes a draft. The same request again answers the plan made first, even if sales have come in since. */
@Service
class MakePlan {
    private final DecomposeTarget decomposeTarget;
    private final TargetPlans plans;

    MakePlan(DecomposeTarget decomposeTarget, TargetPlans plans) {
        this.decomposeTarget = decomposeTarget;
        this.plans = plans;
    }

    TargetPlan make(String who, DecomposeTarget.Wanted wanted) {
        TargetPlan existing = plans.find(wanted.id()).orElse(null);
        if (existing == null) {
            TargetPlan plan = decomposeTarget.decompose(who, wanted);
            if (plans.add(plan)) {
                return plan;
            }
            existing = plans.find(wanted.id()).orElse(plan);
        }
        if (!existing.answers(
                wanted.year(), wanted.measure(), wanted.productLine(), wanted.total(), wanted.basisYear())) {
            throw Refusal.conflict(
                    "plan-exists", "Plan '" + wanted.id() + "' exists and is another one; plans never change.");
        }
        return existing;
    }
}
