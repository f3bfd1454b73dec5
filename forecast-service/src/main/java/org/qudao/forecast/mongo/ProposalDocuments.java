package org.qudao.forecast.mongo;

import org.bson.Document;
import org.qudao.forecast.engine.replenishment.Distribution;
import org.qudao.forecast.engine.replenishment.Policy;
import org.qudao.forecast.engine.replenishment.Position;
import org.qudao.forecast.engine.replenishment.Step;
import org.qudao.forecast.model.Proposal;
import org.qudao.forecast.model.ProposalState;
import org.qudao.platform.mongo.Bsons;

/** A proposal as a document. */
final class ProposalDocuments {
    private ProposalDocuments() {}

    static Document document(Proposal proposal) {
        Policy policy = proposal.policy();
        Position position = proposal.position();
        Proposal.Demand demand = proposal.demand();
        return new Document("place", proposal.place())
                .append("sku", proposal.sku())
                .append("state", proposal.state().name())
                .append("quantity", proposal.quantity())
                .append(
                        "policy",
                        new Document("leadTimeDays", policy.leadTimeDays())
                                .append("leadTimeDeviationDays", policy.leadTimeDeviationDays())
                                .append("distribution", policy.distribution().name())
                                .append("reviewPeriodDays", policy.reviewPeriodDays())
                                .append("serviceLevel", policy.serviceLevel())
                                .append("orderMultiple", policy.orderMultiple())
                                .append("minimumQuantity", policy.minimumQuantity()))
                .append(
                        "position",
                        new Document("available", position.available())
                                .append("inTransit", position.inTransit())
                                .append("planned", position.planned())
                                .append("waiting", position.waiting()))
                .append(
                        "demand",
                        new Document("series", demand.series())
                                .append("share", demand.share())
                                .append("deviations", demand.deviations())
                                .append(
                                        "months",
                                        demand.months().stream()
                                                .map(m -> new Document("month", m.month()).append("units", m.units()))
                                                .toList()))
                .append(
                        "steps",
                        proposal.steps().stream()
                                .map(step -> new Document("name", step.name())
                                        .append("formula", step.formula())
                                        .append("inputs", step.inputs())
                                        .append("value", step.value()))
                                .toList())
                .append("calculatedAt", Bsons.instant(proposal.calculatedAt()))
                .append("expectedOn", Bsons.dateOrNull(proposal.expectedOn()))
                .append("decidedAt", Bsons.instantOrNull(proposal.decidedAt()))
                .append("decidedBy", proposal.decidedBy())
                .append("remark", proposal.remark());
    }

    static Proposal proposal(Document document) {
        Document policy = document.get("policy", Document.class);
        Document position = document.get("position", Document.class);
        Document demand = document.get("demand", Document.class);
        return new Proposal(
                document.getString("_id"),
                document.getString("place"),
                document.getString("sku"),
                ProposalState.valueOf(document.getString("state")),
                whole(document, "quantity"),
                new Policy(
                        policy.getInteger("leadTimeDays"),
                        policy.get("leadTimeDeviationDays", 0.0),
                        policy.getInteger("reviewPeriodDays"),
                        policy.getDouble("serviceLevel"),
                        policy.getInteger("orderMultiple"),
                        policy.getInteger("minimumQuantity"),
                        Distribution.valueOf(policy.get("distribution", Distribution.NORMAL.name()))),
                new Position(
                        whole(position, "available"),
                        whole(position, "inTransit"),
                        whole(position, "planned"),
                        whole(position, "waiting")),
                new Proposal.Demand(
                        demand.getInteger("series"),
                        demand.getDouble("share"),
                        demand.getList("months", Document.class).stream()
                                .map(m -> new Proposal.MonthDemand(m.getString("month"), m.getDouble("units")))
                                .toList(),
                        ForecastDocuments.deviations(demand)),
                document.getList("steps", Document.class).stream()
                        .map(s -> new Step(
                                s.getString("name"),
                                s.getString("formula"),
                                s.getString("inputs"),
                                s.getDouble("value")))
                        .toList(),
                Bsons.instant(document, "calculatedAt"),
                Bsons.dateOrNull(document, "expectedOn"),
                Bsons.instantOrNull(document, "decidedAt"),
                document.getString("decidedBy"),
                document.getString("remark"));
    }

    private static long whole(Document document, String field) {
        return document.get(field, Number.class).longValue();
    }
}
