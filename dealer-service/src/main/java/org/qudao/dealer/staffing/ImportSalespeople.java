package org.qudao.dealer.staffing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.people.Salespeople;
import org.qudao.dealer.people.Salesperson;
import org.qudao.platform.imports.Column;
import org.qudao.platform.imports.Outcome;
import org.qudao.platform.imports.Row;
import org.qudao.platform.imports.RowImport;
import org.qudao.platform.imports.Unit;
import org.springframework.stereotype.Component;

@Component
class ImportSalespeople implements RowImport<ImportSalespeople.PersonRow> {
    private final EnterSalesperson enterSalesperson;
    private final Salespeople people;

    ImportSalespeople(EnterSalesperson enterSalesperson, Salespeople people) {
        this.enterSalesperson = enterSalesperson;
        this.people = people;
    }

    record PersonRow(String id, String name, @Nullable String title, @Nullable String managerId) {}

    @Override
    public String kind() {
        return "salespeople";
    }

    @Override
    public String description() {
        return "The company's own sales force; the regions that they work are imported as salesperson-territories.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("salesperson_id").id(),
                Column.required("name").text(200),
                Column.optional("title").text(200),
                Column.optional("manager_id").id());
    }

    @Override
    public PersonRow read(List<Row> unit) {
        Row row = unit.getFirst();
        return new PersonRow(
                row.text("salesperson_id"), row.text("name"), row.textOrNull("title"), row.textOrNull("manager_id"));
    }

    @Override
    public List<Outcome> store(List<Unit<PersonRow>> batch) {
        Map<String, Salesperson> known =
                people.findAll(batch.stream().map(unit -> unit.value().id()).toList());
        List<Outcome> outcomes = new ArrayList<>();
        for (Unit<PersonRow> unit : batch) {
            PersonRow row = unit.value();
            Salesperson before = known.get(row.id());
            Salesperson after = enterSalesperson.enter(row.id(), row.name(), row.title(), row.managerId());
            known.put(row.id(), after);
            if (before == null) {
                outcomes.add(Outcome.INSERTED);
            } else {
                outcomes.add(after.equals(before) ? Outcome.UNCHANGED : Outcome.UPDATED);
            }
        }
        return outcomes;
    }
}
