package org.qudao.dealer.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.targets.Measure;
import org.qudao.dealer.targets.PlannedNode;
import org.qudao.dealer.targets.Publication;
import org.qudao.dealer.targets.TargetEvent;
import org.qudao.dealer.targets.TargetPlan;
import org.qudao.dealer.targets.TargetPlans;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.mongo.NewestFirst;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.AlreadyExists;
import org.qudao.platform.outbox.Decision;
import org.qudao.platform.outbox.OutgoingEvent;
import org.springframework.stereotype.Component;

/**
 * A plan is one document that is written once: a thousand nodes take about 200 KB, so that the 16 MB of a document hold networks of
 * some 80,000 nodes. What is published is another, small document per year, measure and product line.
 */
@Component
class MongoTargetPlans implements TargetPlans {
    static final String PLANS = "target_plans";
    static final String PUBLICATIONS = "target_publications";
    private final MongoCollection<Document> plans;
    private final Aggregates publications;

    MongoTargetPlans(MongoDatabase database, AggregatesFactory factory) {
        this.plans = database.getCollection(PLANS);
        this.publications = factory.of(PUBLICATIONS, "dealer.target");
    }

    @Override
    public boolean add(TargetPlan plan) {
        try {
            plans.insertOne(document(plan));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Optional<TargetPlan> find(String id) {
        return Optional.ofNullable(plans.find(Filters.eq("_id", id)).first()).map(MongoTargetPlans::plan);
    }

    @Override
    public List<TargetPlan> overview(@Nullable TargetPlan after, int limit) {
        return plans.find(
                        after == null ? new Document() : NewestFirst.after("createdAt", after.createdAt(), after.id()))
                .projection(Projections.exclude("nodes"))
                .sort(NewestFirst.sort("createdAt"))
                .limit(limit)
                .map(MongoTargetPlans::plan)
                .into(new ArrayList<>());
    }

    @Override
    public Publication publication(String slot) {
        return publications
                .find(slot)
                .map(stored -> publication(slot, stored.state()))
                .orElseGet(() -> new Publication(slot, List.of()));
    }

    @Override
    public List<TargetPlan> inForce(int firstYear, int lastYear, Measure measure, @Nullable String productLine) {
        List<String> slots = IntStream.rangeClosed(firstYear, lastYear)
                .mapToObj(year -> TargetPlan.slot(year, measure, productLine))
                .toList();
        List<String> planIds = publications
                .documents()
                .find(Filters.in("_id", slots))
                .map(document -> String.valueOf(
                        publication(document.getString("_id"), document).inForce()))
                .into(new ArrayList<>());
        return plans.find(Filters.in("_id", planIds))
                .map(MongoTargetPlans::plan)
                .into(new ArrayList<>());
    }

    @Override
    public Publication publish(TargetPlan plan, UnaryOperator<Publication> decision) {
        OutgoingEvent event = new OutgoingEvent(TargetEvent.TYPE, TargetEvent.of(plan, Node.HEADQUARTERS_ID));
        while (true) {
            Optional<Publication> answer = publications.retrying(plan.slot(), stored -> {
                Publication before = publication(plan.slot(), stored.state());
                Publication after = decision.apply(before);
                return after.equals(before) ? Decision.nothing(before) : Decision.save(state(after), event, after);
            });
            if (answer.isPresent()) {
                return answer.get();
            }
            Publication first = decision.apply(new Publication(plan.slot(), List.of()));
            try {
                publications.insert(plan.slot(), state(first), event);
                return first;
            } catch (AlreadyExists somebodyWasFaster) {
                // Decide again, now on what he stored.
            }
        }
    }

    private static Document document(TargetPlan plan) {
        return new Document("_id", plan.id())
                .append("year", plan.year())
                .append("measure", plan.measure().name())
                .append("productLine", plan.productLine())
                .append("total", Bsons.decimal(plan.total()))
                .append("basisYear", plan.basisYear())
                .append("createdBy", plan.createdBy())
                .append("createdAt", Bsons.instant(plan.createdAt()))
                .append(
                        "nodes",
                        plan.nodes().stream()
                                .map(node -> new Document("id", node.id())
                                        .append("parentId", node.parentId())
                                        .append("months", node.months())
                                        .append("own", node.own()))
                                .toList());
    }

    private static TargetPlan plan(Document document) {
        List<Document> nodes = document.getList("nodes", Document.class, List.of());
        return new TargetPlan(
                document.getString("_id"),
                document.getInteger("year"),
                Measure.valueOf(document.getString("measure")),
                document.getString("productLine"),
                Bsons.decimal(document, "total"),
                document.getInteger("basisYear"),
                document.getString("createdBy"),
                Bsons.instant(document, "createdAt"),
                nodes.stream()
                        .map(node -> new PlannedNode(
                                node.getString("id"),
                                node.getString("parentId"),
                                node.getList("months", Long.class),
                                node.getList("own", Long.class)))
                        .toList());
    }

    private static Document state(Publication publication) {
        return new Document(
                "entries",
                publication.entries().stream()
                        .map(entry -> new Document("planId", entry.planId())
                                .append("by", entry.publishedBy())
                                .append("at", Bsons.instant(entry.publishedAt())))
                        .toList());
    }

    private static Publication publication(String slot, Document state) {
        return new Publication(
                slot,
                state.getList("entries", Document.class).stream()
                        .map(entry -> new Publication.Entry(
                                entry.getString("planId"), entry.getString("by"), Bsons.instant(entry, "at")))
                        .toList());
    }
}
