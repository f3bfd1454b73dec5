package org.qudao.dealer.planning;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.NodeTree;
import org.qudao.dealer.targets.Measure;
import org.qudao.dealer.targets.PlanStatus;
import org.qudao.dealer.targets.PlannedNode;
import org.qudao.dealer.targets.TargetPlan;

@Schema(
        description =
                "A yearly target decomposed to nodes and months, parents before children; every level adds up exactly.")
record PlanView(
        @Nullable String id,
        int year,
        Measure measure,
        @Nullable String productLine,
        @Schema(description = "Of the whole plan; null for callers who see only a part of the network.") @Nullable
                BigDecimal total,
        int basisYear,
        PlanStatus status,
        String createdBy,
        Instant createdAt,
        List<PlanNodeView> nodes) {

    record PlanNodeView(
            String nodeId,
            String name,
            @Nullable String parentId,
            BigDecimal total,
            List<BigDecimal> quarters,
            List<BigDecimal> months) {}

    static PlanView of(
            @Nullable String id,
            TargetPlan plan,
            PlanStatus status,
            NodeTree tree,
            boolean whole,
            Predicate<String> visible) {
        return new PlanView(
                id,
                plan.year(),
                plan.measure(),
                plan.productLine(),
                whole ? plan.total() : null,
                plan.basisYear(),
                status,
                plan.createdBy(),
                plan.createdAt(),
                plan.nodes().stream()
                        .filter(node -> visible.test(node.id()))
                        .map(node -> node(plan, node, tree))
                        .toList());
    }

    private static PlanNodeView node(TargetPlan plan, PlannedNode node, NodeTree tree) {
        return new PlanNodeView(
                node.id(),
                tree.find(node.id()).map(known -> known.name()).orElse(node.id()),
                node.parentId(),
                plan.amount(node.total()),
                node.quarters().stream().map(plan::amount).toList(),
                node.months().stream().map(plan::amount).toList());
    }
}
