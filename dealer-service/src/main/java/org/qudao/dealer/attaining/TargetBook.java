package org.qudao.dealer.attaining;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeTree;
import org.qudao.dealer.targets.OwnerKind;
import org.qudao.dealer.targets.Period;
import org.qudao.dealer.targets.PlannedNode;
import org.qudao.dealer.targets.Target;
import org.qudao.dealer.targets.TargetCover;
import org.qudao.dealer.targets.TargetPlan;
import org.qudao.dealer.targets.TargetPlans;
import org.qudao.dealer.targets.Targets;
import org.springframework.stereotype.Component;

/** The targets of many owners for one question, from explicit targets and published plans as {@link TargetCover} weighs them. */
@Component
class TargetBook {
    private final Targets targets;
    private final TargetPlans plans;

    TargetBook(Targets targets, TargetPlans plans) {
        this.targets = targets;
        this.plans = plans;
    }

    /**
     * What plans ask of a node is what they ask of those that stand below it now, as sales count where the seller stands now: a partner
     * that moves takes its target along, and the parts add up to the whole.
     *
     * @param nodeIds whose targets; null means everybody
     */
    Map<String, BigDecimal> ofNodes(Question question, NodeTree tree, @Nullable Collection<String> nodeIds) {
        Map<String, List<TargetCover.Piece>> explicit = explicit(OwnerKind.NODE, question, nodeIds);
        Map<String, List<TargetCover.Piece>> planned = new HashMap<>();
        for (TargetPlan plan : inForce(question)) {
            askedBelow(plan, tree, nodeIds)
                    .forEach((id, units) -> planned.computeIfAbsent(id, node -> new ArrayList<>())
                            .addAll(months(plan, units)));
        }
        return cover(question.period(), explicit, planned);
    }

    private static Map<String, List<Long>> askedBelow(
            TargetPlan plan, NodeTree tree, @Nullable Collection<String> nodeIds) {
        Map<String, List<Long>> asked = new HashMap<>();
        for (PlannedNode planned : plan.nodes()) {
            List<String> path = tree.find(planned.id()).map(Node::path).orElse(List.of());
            path.stream()
                    .filter(id -> nodeIds == null || nodeIds.contains(id))
                    .forEach(id -> asked.merge(id, planned.own(), TargetBook::sum));
        }
        return asked;
    }

    private static List<Long> sum(List<Long> months, List<Long> others) {
        List<Long> sums = new ArrayList<>(months.size());
        for (int month = 0; month < months.size(); month++) {
            sums.add(months.get(month) + others.get(month));
        }
        return sums;
    }

    /**
     * What is asked of a node without those below it: the plan's own part. Empty when there is no plan, or an explicit target, which
     * does not say how much of it is for whom.
     */
    Optional<BigDecimal> ofNodeAlone(Question question, String nodeId) {
        if (!explicit(OwnerKind.NODE, question, List.of(nodeId)).isEmpty()) {
            return Optional.empty();
        }
        List<TargetCover.Piece> own = new ArrayList<>();
        for (TargetPlan plan : inForce(question)) {
            plan.nodes().stream()
                    .filter(node -> node.id().equals(nodeId))
                    .forEach(node -> own.addAll(months(plan, node.own())));
        }
        return TargetCover.amountFor(question.period(), List.of(), own);
    }

    private List<TargetPlan> inForce(Question question) {
        Period period = question.period();
        return plans.inForce(
                period.from().getYear(), period.to().getYear(), question.measure(), question.productLine());
    }

    Map<String, BigDecimal> ofSalespeople(Question question) {
        return cover(question.period(), explicit(OwnerKind.SALESPERSON, question, null), Map.of());
    }

    private Map<String, List<TargetCover.Piece>> explicit(
            OwnerKind kind, Question question, @Nullable Collection<String> owners) {
        Map<String, List<TargetCover.Piece>> pieces = new HashMap<>();
        for (Target target : targets.touching(kind, owners, question.period(), question.measure())) {
            if (Objects.equals(target.productLine(), question.productLine())) {
                pieces.computeIfAbsent(target.ownerId(), id -> new ArrayList<>())
                        .add(new TargetCover.Piece(
                                new Period(target.periodStart(), target.periodEnd()), target.amount()));
            }
        }
        return pieces;
    }

    private static List<TargetCover.Piece> months(TargetPlan plan, List<Long> units) {
        List<TargetCover.Piece> months = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            LocalDate first = LocalDate.of(plan.year(), month, 1);
            months.add(new TargetCover.Piece(
                    new Period(first, first.plusMonths(1).minusDays(1)), plan.amount(units.get(month - 1))));
        }
        return months;
    }

    private static Map<String, BigDecimal> cover(
            Period period,
            Map<String, List<TargetCover.Piece>> explicit,
            Map<String, List<TargetCover.Piece>> planned) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        List<String> owners = new ArrayList<>(explicit.keySet());
        owners.addAll(planned.keySet());
        for (String owner : owners) {
            TargetCover.amountFor(
                            period, explicit.getOrDefault(owner, List.of()), planned.getOrDefault(owner, List.of()))
                    .ifPresent(amount -> amounts.put(owner, amount));
        }
        return amounts;
    }
}
