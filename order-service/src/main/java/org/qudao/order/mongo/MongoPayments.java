package org.qudao.order.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.Payment;
import org.qudao.order.model.Payments;
import org.qudao.order.paying.PaymentList;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.security.Scope;
import org.springframework.stereotype.Component;

/** Payments, {@code _id} = payment id. */
@Component
class MongoPayments implements Payments, PaymentList {

    static final String COLLECTION = "payments";

    private final MongoCollection<Document> payments;

    MongoPayments(MongoDatabase database) {
        payments = database.getCollection(COLLECTION);
    }

    @Override
    public boolean insert(Payment payment) {
        try {
            payments.insertOne(write(payment));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Set<String> insertAll(List<Payment> batch) {
        Set<String> taken = new HashSet<>();
        if (batch.isEmpty()) {
            return taken;
        }
        try {
            payments.insertMany(
                    batch.stream().map(MongoPayments::write).toList(), new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                taken.add(batch.get(error.getIndex()).id());
            }
        }
        return taken;
    }

    @Override
    public void save(Payment payment) {
        payments.replaceOne(eq("_id", payment.id()), write(payment));
    }

    @Override
    public Optional<Payment> find(String id) {
        return Optional.ofNullable(payments.find(eq("_id", id)).first()).map(MongoPayments::read);
    }

    @Override
    public Map<String, Payment> findAll(Collection<String> ids) {
        Map<String, Payment> found = new HashMap<>();
        payments.find(in("_id", ids)).forEach(d -> found.put(d.getString("_id"), read(d)));
        return found;
    }

    @Override
    public List<Payment> received(int limit) {
        return payments.find(eq("state", Payment.State.RECEIVED.name()))
                .limit(limit)
                .map(MongoPayments::read)
                .into(new ArrayList<>());
    }

    @Override
    public List<Payment> list(Scope scope, @Nullable String nodeId, @Nullable String beforeCursor, int limit) {
        List<Bson> filters = new ArrayList<>();
        filters.add(scope.filter("nodeId"));
        if (nodeId != null) {
            filters.add(eq("nodeId", nodeId));
        }
        if (beforeCursor != null) {
            filters.add(lt("cursor", beforeCursor));
        }
        return payments.find(and(filters))
                .sort(Sorts.descending("cursor"))
                .limit(limit)
                .map(MongoPayments::read)
                .into(new ArrayList<>());
    }

    @Override
    public Optional<Payment> find(String id, Scope scope) {
        return Optional.ofNullable(payments.find(Filters.and(eq("_id", id), scope.filter("nodeId")))
                        .first())
                .map(MongoPayments::read);
    }

    private static Document write(Payment payment) {
        Document byOrder = new Document();
        payment.byOrder().forEach((orderId, amount) -> byOrder.append(orderId, Bsons.decimal(amount)));
        return new Document("_id", payment.id())
                .append("nodeId", payment.nodeId())
                .append("amount", Bsons.decimal(payment.amount()))
                .append("orderId", payment.orderId())
                .append("receivedOn", Bsons.date(payment.receivedOn()))
                .append("cursor", payment.cursor())
                .append("currency", payment.currency())
                .append("state", payment.state().name())
                .append("byOrder", byOrder)
                .append("unallocated", Bsons.decimal(payment.unallocated()));
    }

    private static Payment read(Document d) {
        return new Payment(
                d.getString("_id"),
                d.getString("nodeId"),
                Bsons.decimal(d, "amount"),
                d.getString("orderId"),
                Bsons.date(d, "receivedOn"),
                d.getString("currency"),
                Payment.State.valueOf(d.getString("state")),
                MongoCreditAccounts.decimals(d.get("byOrder", Document.class)),
                Bsons.decimal(d, "unallocated"));
    }
}
