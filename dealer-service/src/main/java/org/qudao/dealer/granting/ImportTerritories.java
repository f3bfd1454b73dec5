package org.qudao.dealer.granting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.Nodes;
import org.qudao.dealer.territory.Exclusivity;
import org.qudao.dealer.territory.Grant;
import org.qudao.dealer.territory.Territory;
import org.qudao.platform.imports.Column;
import org.qudao.platform.imports.Outcome;
import org.qudao.platform.imports.Row;
import org.qudao.platform.imports.RowImport;
import org.qudao.platform.imports.Unit;
import org.springframework.stereotype.Component;

@Component
class ImportTerritories implements RowImport<ImportTerritories.GrantRow> {
    private final GrantTerritory grantTerritory;
    private final Nodes nodes;

    ImportTerritories(GrantTerritory grantTerritory, Nodes nodes) {
        this.grantTerritory = grantTerritory;
        this.nodes = nodes;
    }

    record GrantRow(String area, Grant grant) {}

    @Override
    public String kind() {
        return "territories";
    }

    @Override
    public String description() {
        return "Which node may sell which product line in which area; one row per grant. A row with the same node, area, line and"
                + " first day as an earlier one replaces it.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("node_id").id(),
                Column.required("area").id(),
                Column.required("product_line").text(100).describedAs("* for every line"),
                Column.required("exclusivity").oneOf(Exclusivity.class),
                Column.required("from").date(),
                Column.optional("to").date().describedAs("last day; empty means until further notice"));
    }

    @Override
    public GrantRow read(List<Row> unit) {
        Row row = unit.getFirst();
        LocalDate from = row.date("from");
        LocalDate to = row.dateOrNull("to");
        if (to != null && to.isBefore(from)) {
            throw row.reject("to", "period", "must not be before from");
        }
        return new GrantRow(
                row.text("area"),
                new Grant(
                        "",
                        row.text("node_id"),
                        row.text("product_line"),
                        row.constant("exclusivity", Exclusivity.class),
                        from,
                        to));
    }

    @Override
    public List<Outcome> store(List<Unit<GrantRow>> batch) {
        Map<String, Node> known = nodes.findAll(
                batch.stream().map(unit -> unit.value().grant().nodeId()).collect(Collectors.toSet()));
        List<Outcome> outcomes = new ArrayList<>();
        for (Unit<GrantRow> unit : batch) {
            outcomes.add(one(unit.value(), known));
        }
        return outcomes;
    }

    private Outcome one(GrantRow row, Map<String, Node> known) {
        Node node = known.get(row.grant().nodeId());
        if (node == null) {
            return Outcome.rejected(
                    "node_id", "unknown-node", "there is no node " + row.grant().nodeId());
        }
        if (!node.kind().sells()) {
            return Outcome.rejected(
                    "node_id", "cannot-hold-territory", "territories are granted to dealers and outlets");
        }
        return switch (grantTerritory.decide(row.area(), row.grant(), node)) {
            case Territory.Granted granted -> granted.changedExisting() ? Outcome.UPDATED : Outcome.INSERTED;
            case Territory.AlreadyGranted already -> Outcome.UNCHANGED;
            case Territory.Overlaps overlaps ->
                Outcome.rejected(
                        "exclusivity",
                        "territory-overlap",
                        "overlaps grant %s (%s)"
                                .formatted(
                                        overlaps.other().id(), overlaps.other().inWords()));
            case Territory.Full full ->
                Outcome.rejected("area", "territory-full", "the area holds " + Territory.MOST_GRANTS + " grants");
        };
    }
}
