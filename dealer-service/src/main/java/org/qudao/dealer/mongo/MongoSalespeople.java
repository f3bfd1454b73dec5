package org.qudao.dealer.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.people.Assignment;
import org.qudao.dealer.people.Salespeople;
import org.qudao.dealer.people.Salesperson;
import org.qudao.dealer.staffing.StaffDirectory;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.AlreadyExists;
import org.qudao.platform.outbox.Decision;
import org.qudao.platform.security.Scope;
import org.springframework.stereotype.Component;

/** Salespeople with their assignments in the same document. */
@Component
class MongoSalespeople implements Salespeople, StaffDirectory {
    static final String COLLECTION = "salespeople";
    private final Aggregates aggregates;

    MongoSalespeople(AggregatesFactory factory) {
        this.aggregates = factory.of(COLLECTION, "dealer.salesperson");
    }

    @Override
    public Optional<Salesperson> find(String id) {
        return aggregates.find(id).map(stored -> person(stored.id(), stored.state()));
    }

    @Override
    public Map<String, Salesperson> findAll(Collection<String> ids) {
        Map<String, Salesperson> found = new HashMap<>();
        read(Filters.in("_id", ids)).forEach(person -> found.put(person.id(), person));
        return found;
    }

    @Override
    public List<Salesperson> all() {
        return read(new Document());
    }

    @Override
    public boolean add(Salesperson person) {
        try {
            aggregates.insert(person.id(), state(person), null);
            return true;
        } catch (AlreadyExists taken) {
            return false;
        }
    }

    @Override
    public Optional<Salesperson> change(String id, UnaryOperator<Salesperson> decision) {
        return aggregates.retrying(id, stored -> {
            Salesperson before = person(id, stored.state());
            Salesperson after = decision.apply(before);
            return after.equals(before) ? Decision.nothing(before) : Decision.save(state(after), null, after);
        });
    }

    @Override
    public List<Salesperson> list(Scope scope, @Nullable String after, int limit) {
        Bson inScope = scope.filter("assignments.regionId");
        return aggregates
                .find(
                        after == null ? inScope : Filters.and(inScope, Filters.gt("_id", after)),
                        Sorts.ascending("_id"),
                        limit)
                .stream()
                .map(stored -> seenFrom(scope, person(stored.id(), stored.state())))
                .toList();
    }

    @Override
    public Optional<Salesperson> find(Scope scope, String id) {
        return read(Filters.and(Filters.eq("_id", id), scope.filter("assignments.regionId"))).stream()
                .findFirst()
                .map(person -> seenFrom(scope, person));
    }

    /** Where and when somebody worked elsewhere is not for this caller to see. */
    private static Salesperson seenFrom(Scope scope, Salesperson person) {
        return new Salesperson(
                person.id(),
                person.name(),
                person.title(),
                person.managerId(),
                person.assignments().stream()
                        .filter(assignment -> scope.includes(assignment.regionId()))
                        .toList());
    }

    private List<Salesperson> read(Bson filter) {
        return aggregates
                .documents()
                .find(filter)
                .map(document -> person(document.getString("_id"), document))
                .into(new ArrayList<>());
    }

    private static Document state(Salesperson person) {
        return new Document("name", person.name())
                .append("title", person.title())
                .append("managerId", person.managerId())
                .append(
                        "assignments",
                        person.assignments().stream()
                                .map(assignment -> new Document("regionId", assignment.regionId())
                                        .append("from", Bsons.date(assignment.from()))
                                        .append("to", Bsons.dateOrNull(assignment.to())))
                                .toList());
    }

    private static Salesperson person(String id, Document state) {
        return new Salesperson(
                id,
                state.getString("name"),
                state.getString("title"),
                state.getString("managerId"),
                state.getList("assignments", Document.class).stream()
                        .map(assignment -> new Assignment(
                                assignment.getString("regionId"),
                                Bsons.date(assignment, "from"),
                                Bsons.dateOrNull(assignment, "to")))
                        .toList());
    }
}
