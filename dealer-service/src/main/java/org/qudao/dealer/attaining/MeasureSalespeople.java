package org.qudao.dealer.attaining;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.NodeTree;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.people.Assignment;
import org.qudao.dealer.people.Salespeople;
import org.qudao.dealer.people.Salesperson;
import org.qudao.dealer.people.Staffing;
import org.qudao.dealer.sales.Freshness;
import org.qudao.dealer.targets.Attainment;
import org.qudao.dealer.targets.Period;
import org.qudao.dealer.targets.RunRate;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.springframework.stereotype.Service;

/**
 * Quota against the salesperson's orders ({@link Staffing}). A regional manager sees those who worked only regions of the scope in the
 * period: a part of somebody's sales against the whole quota would mislead, and the rest is not the manager's to see.
 */
@Service
class MeasureSalespeople {
    private final Actuals actuals;
    private final TargetBook targets;
    private final Salespeople people;
    private final Nodes nodes;
    private final Freshness freshness;
    private final ScopeTree scopes;
    private final Weekend weekend;

    MeasureSalespeople(
            Actuals actuals,
            TargetBook targets,
            Salespeople people,
            Nodes nodes,
            Freshness freshness,
            ScopeTree scopes,
            Weekend weekend) {
        this.actuals = actuals;
        this.targets = targets;
        this.people = people;
        this.nodes = nodes;
        this.freshness = freshness;
        this.scopes = scopes;
        this.weekend = weekend;
    }

    AttainmentAnswer measure(Caller caller, Question question) {
        Scope scope = scopes.scopeOf(caller);
        List<Salesperson> everybody = people.all();
        Map<String, String> names = everybody.stream()
                .filter(person -> sees(scope, person, question.period()))
                .collect(Collectors.toMap(Salesperson::id, Salesperson::name));
        Map<String, BigDecimal> wanted = targets.ofSalespeople(question);
        Staffing staffing = new Staffing(everybody, new NodeTree(nodes.all()));
        // A sale is a person's wherever the buyer stands: whose sales are seen is decided by person.
        Map<String, BigDecimal> sold = actuals.by(question, null, sale -> {
            String person = staffing.sellerOf(sale);
            return scope.isEverything() || (person != null && names.containsKey(person)) ? person : null;
        });
        Set<String> ids = new HashSet<>(wanted.keySet());
        ids.addAll(sold.keySet());
        ids.removeIf(id -> !scope.isEverything() && !names.containsKey(id));
        RunRate runRate = question.runRate(weekend.days());
        List<Attainment> rows = ids.stream()
                .map(id -> Attainment.of(
                        id,
                        names.getOrDefault(id, id),
                        wanted.get(id),
                        sold.getOrDefault(id, BigDecimal.ZERO),
                        runRate,
                        question.measure()))
                .toList();
        Freshness.Reading reading = freshness.read();
        return AttainmentAnswer.of(
                question, runRate, rows, total(rows, sold, question, runRate), reading.asOf(), reading.lagSeconds());
    }

    private static boolean sees(Scope scope, Salesperson person, Period period) {
        if (scope.isEverything()) {
            return true;
        }
        List<Assignment> worked = person.assignments().stream()
                .filter(assignment -> !assignment.from().isAfter(period.to())
                        && (assignment.to() == null || !assignment.to().isBefore(period.from())))
                .toList();
        return !worked.isEmpty() && worked.stream().allMatch(assignment -> scope.includes(assignment.regionId()));
    }

    private static Attainment total(
            List<Attainment> rows, Map<String, BigDecimal> sold, Question question, RunRate runRate) {
        BigDecimal actual = sold.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        @Nullable BigDecimal target = null;
        for (Attainment row : rows) {
            if (row.target() != null) {
                target = target == null ? row.target() : target.add(row.target());
            }
        }
        return Attainment.of("", "Total", target, actual, runRate, question.measure());
    }
}
