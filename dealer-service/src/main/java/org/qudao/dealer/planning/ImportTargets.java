package org.qudao.dealer.planning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.people.Salespeople;
import org.qudao.dealer.targets.Measure;
import org.qudao.dealer.targets.OwnerKind;
import org.qudao.dealer.targets.Target;
import org.qudao.dealer.targets.TargetPlan;
import org.qudao.dealer.targets.Targets;
import org.qudao.platform.imports.Column;
import org.qudao.platform.imports.Outcome;
import org.qudao.platform.imports.Row;
import org.qudao.platform.imports.RowImport;
import org.qudao.platform.imports.Unit;
import org.springframework.stereotype.Component;

@Component
class ImportTargets implements RowImport<Target> {
    private final Targets targets;
    private final Nodes nodes;
    private final Salespeople people;

    ImportTargets(Targets targets, Nodes nodes, Salespeople people) {
        this.targets = targets;
        this.nodes = nodes;
        this.people = people;
    }

    @Override
    public String kind() {
        return "targets";
    }

    @Override
    public String description() {
        return "Targets of nodes and salespeople. Without target_id the same owner, period, measure and line is the same target.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.optional("target_id").id(),
                Column.required("owner_kind").oneOf(OwnerKind.class),
                Column.required("owner_id").id(),
                Column.required("period_start").date(),
                Column.required("period_end").date().describedAs("last day"),
                Column.required("measure").oneOf(Measure.class),
                Column.optional("product_line").text(100).describedAs("empty means all lines"),
                Column.required("amount").decimal().notNegative());
    }

    @Override
    public Target read(List<Row> unit) {
        Row row = unit.getFirst();
        LocalDate start = row.date("period_start");
        LocalDate end = row.date("period_end");
        Measure measure = row.constant("measure", Measure.class);
        BigDecimal amount = row.decimal("amount");
        if (TargetPlan.units(amount, measure).isEmpty()) {
            row.reject("amount", "amount", TargetController.amountRule(measure));
        }
        if (end.isBefore(start) || start.plusDays(Target.LONGEST_PERIOD_DAYS).isBefore(end)) {
            throw row.reject("period_end", "period", "must be on or after period_start, at most ten years");
        }
        OwnerKind ownerKind = row.constant("owner_kind", OwnerKind.class);
        String id = row.textOrNull("target_id");
        String line = row.textOrNull("product_line");
        String owner = row.text("owner_id");
        return new Target(
                id != null ? id : Target.derivedId(ownerKind, owner, start, end, measure, line),
                ownerKind,
                owner,
                start,
                end,
                measure,
                line,
                amount);
    }

    @Override
    public List<Outcome> store(List<Unit<Target>> batch) {
        Set<String> knownNodes = nodes.findAll(owners(batch, OwnerKind.NODE)).keySet();
        Set<String> knownPeople =
                people.findAll(owners(batch, OwnerKind.SALESPERSON)).keySet();
        List<Target> wanted = batch.stream()
                .map(Unit::value)
                .filter(target -> knows(target, knownNodes, knownPeople))
                .toList();
        var settings = targets.setAll(wanted).iterator();
        List<Outcome> outcomes = new ArrayList<>();
        for (Unit<Target> unit : batch) {
            outcomes.add(
                    knows(unit.value(), knownNodes, knownPeople)
                            ? outcome(settings.next())
                            : Outcome.rejected(
                                    "owner_id",
                                    "unknown-owner",
                                    "there is no " + unit.value().ownerKind() + " "
                                            + unit.value().ownerId()));
        }
        return outcomes;
    }

    private static boolean knows(Target target, Set<String> knownNodes, Set<String> knownPeople) {
        return (target.ownerKind() == OwnerKind.NODE ? knownNodes : knownPeople).contains(target.ownerId());
    }

    private static Set<String> owners(List<Unit<Target>> batch, OwnerKind kind) {
        return batch.stream()
                .map(Unit::value)
                .filter(target -> target.ownerKind() == kind)
                .map(Target::ownerId)
                .collect(Collectors.toSet());
    }

    private static Outcome outcome(Targets.Setting setting) {
        return switch (setting) {
            case INSERTED -> Outcome.INSERTED;
            case UPDATED -> Outcome.UPDATED;
            case UNCHANGED -> Outcome.UNCHANGED;
            case OTHER ->
                Outcome.rejected("target_id", "target-exists", "the id belongs to a target of another owner or period");
        };
    }
}
