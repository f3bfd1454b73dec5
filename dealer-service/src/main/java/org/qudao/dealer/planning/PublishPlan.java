package org.qudao.dealer.planning;

import java.time.Clock;
import org.qudao.dealer.targets.PlanStatus;
import org.qudao.dealer.targets.Publication;
import org.qudao.dealer.targets.TargetPlan;
import org.qudao.dealer.targets.TargetPlans;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Service;

/** Lets a plan count from now on, in place of the one that counted before, by a single write. */
@Service
class PublishPlan {
    private final TargetPlans plans;
    private final Clock clock;

    PublishPlan(TargetPlans plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    Publication publish(String who, String planId) {
        TargetPlan plan = plans.find(planId).orElseThrow(() -> Refusal.notFound("target plan", planId));
        return plans.publish(
                plan,
                publication -> publication.statusOf(planId) == PlanStatus.PUBLISHED
                        ? publication
                        : publication.publishing(planId, who, clock.instant()));
    }
}
