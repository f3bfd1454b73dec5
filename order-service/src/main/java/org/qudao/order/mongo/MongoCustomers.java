package org.qudao.order.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.qudao.order.customers.CustomerList;
import org.qudao.order.model.Customer;
import org.qudao.order.model.Customers;
import org.qudao.order.model.Effect;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.security.Scope;
import org.springframework.stereotype.Component;

/** Customers; nobody outside hears of them, so there is no event. */
@Component
class MongoCustomers implements Customers, CustomerList {

    static final String COLLECTION = "customers";

    /** Long enough for the batches of an import; a customer only ever changes place. */
    private static final Duration MAX_AGE = Duration.ofSeconds(5);

    private final MongoCollection<Document> customers;
    private final RecentlyRead<Customer> recent = new RecentlyRead<>(MAX_AGE, System::nanoTime);

    MongoCustomers(MongoDatabase database) {
        customers = database.getCollection(COLLECTION);
    }

    @Override
    public Map<String, Customer> findAll(Collection<String> ids) {
        return recent.get(ids, this::load);
    }

    @Override
    public List<Effect> putAll(List<Customer> batch) {
        Map<String, Customer> known =
                load(new HashSet<>(batch.stream().map(Customer::id).toList()));
        List<Effect> effects = new ArrayList<>(batch.size());
        List<Document> inserts = new ArrayList<>();
        List<WriteModel<Document>> replacements = new ArrayList<>();
        for (Customer customer : batch) {
            Customer before = known.put(customer.id(), customer);
            effects.add(before == null ? Effect.INSERTED : before.equals(customer) ? Effect.UNCHANGED : Effect.UPDATED);
            if (before == null) {
                inserts.add(write(customer));
            } else if (!before.equals(customer)) {
                replacements.add(new ReplaceOneModel<>(
                        eq("_id", customer.id()), write(customer), new ReplaceOptions().upsert(true)));
            }
            recent.forget(customer.id());
        }
        if (!inserts.isEmpty()) {
            customers.insertMany(inserts);
        }
        if (!replacements.isEmpty()) {
            customers.bulkWrite(replacements, new BulkWriteOptions().ordered(true));
        }
        return effects;
    }

    @Override
    public List<Customer> list(Scope scope, String afterId, int limit) {
        return customers
                .find(and(scope.filter("nodeId"), gt("_id", afterId)))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(MongoCustomers::read)
                .into(new ArrayList<>());
    }

    private Map<String, Customer> load(Set<String> ids) {
        Map<String, Customer> found = new HashMap<>();
        customers.find(in("_id", ids)).forEach(d -> found.put(d.getString("_id"), read(d)));
        return found;
    }

    private static Document write(Customer customer) {
        return new Document("_id", customer.id())
                .append("nodeId", customer.nodeId())
                .append("city", customer.city())
                .append("country", customer.country())
                .append("since", Bsons.dateOrNull(customer.since()));
    }

    private static Customer read(Document d) {
        return new Customer(
                d.getString("_id"),
                d.getString("nodeId"),
                d.getString("city"),
                d.getString("country"),
                Bsons.dateOrNull(d, "since"));
    }
}
