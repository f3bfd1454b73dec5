package org.qudao.dealer.staffing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.qudao.dealer.people.Assignment;
import org.qudao.dealer.people.Salespeople;
import org.qudao.dealer.people.Salesperson;
import org.qudao.platform.imports.Column;
import org.qudao.platform.imports.Outcome;
import org.qudao.platform.imports.Row;
import org.qudao.platform.imports.RowImport;
import org.qudao.platform.imports.Unit;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

@Component
class ImportAssignments implements RowImport<ImportAssignments.AssignmentRow> {
    private final AssignSalesperson assignSalesperson;
    private final Salespeople people;

    ImportAssignments(AssignSalesperson assignSalesperson, Salespeople people) {
        this.assignSalesperson = assignSalesperson;
        this.people = people;
    }

    record AssignmentRow(String personId, Assignment assignment) {}

    @Override
    public String kind() {
        return "salesperson-territories";
    }

    @Override
    public String description() {
        return "Which salesperson works which region from when to when; nodes and salespeople come first.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("salesperson_id").id(),
                Column.required("region_id").id(),
                Column.required("from").date(),
                Column.optional("to").date().describedAs("last day; empty means until further notice"));
    }

    @Override
    public AssignmentRow read(List<Row> unit) {
        Row row = unit.getFirst();
        LocalDate from = row.date("from");
        LocalDate to = row.dateOrNull("to");
        if (to != null && to.isBefore(from)) {
            throw row.reject("to", "period", "must not be before from");
        }
        return new AssignmentRow(row.text("salesperson_id"), new Assignment(row.text("region_id"), from, to));
    }

    @Override
    public List<Outcome> store(List<Unit<AssignmentRow>> batch) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Unit<AssignmentRow> unit : batch) {
            outcomes.add(one(unit.value()));
        }
        return outcomes;
    }

    private Outcome one(AssignmentRow row) {
        Salesperson before = people.find(row.personId()).orElse(null);
        if (before == null) {
            return Outcome.rejected(
                    "salesperson_id", "unknown-salesperson", "there is no salesperson " + row.personId());
        }
        boolean replaces = before.assignments().stream()
                .anyMatch(held -> held.regionId().equals(row.assignment().regionId())
                        && held.from().equals(row.assignment().from()));
        try {
            Salesperson after = assignSalesperson.assign(row.personId(), row.assignment());
            if (after.equals(before)) {
                return Outcome.UNCHANGED;
            }
            return replaces ? Outcome.UPDATED : Outcome.INSERTED;
        } catch (Refusal refusal) {
            return Outcome.rejected(
                    "region_id", code(refusal), String.valueOf(refusal.getBody().getDetail()));
        }
    }

    private static String code(Refusal refusal) {
        String type = String.valueOf(refusal.getBody().getType());
        return type.substring(type.lastIndexOf('/') + 1);
    }
}
