package org.qudao.order.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.qudao.order.model.Channel;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Versioned;
import org.qudao.order.tracking.OrderList;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.mongo.NewestFirst;
import org.qudao.platform.security.Scope;
import org.springframework.stereotype.Component;

/** Orders as people look at them: always inside a scope, newest first. */
@Component
class MongoOrderList implements OrderList {

    private final MongoCollection<Document> orders;

    MongoOrderList(MongoDatabase database) {
        orders = database.getCollection(MongoOrders.COLLECTION);
    }

    @Override
    public Optional<Versioned<Order>> find(String id, Scope scope) {
        return Optional.ofNullable(
                        orders.find(and(eq("_id", id), scope.filter("nodeId"))).first())
                .map(d -> new Versioned<>(
                        OrderDocuments.read(id, d),
                        d.get("version", Number.class).longValue()));
    }

    @Override
    public List<Row> list(Filter filter, Scope scope, int limit) {
        List<Bson> conditions = new ArrayList<>();
        conditions.add(scope.filter("nodeId"));
        if (filter.status() != null) {
            conditions.add(eq("status", filter.status().name()));
        }
        if (filter.nodeId() != null) {
            conditions.add(eq("nodeId", filter.nodeId()));
        }
        if (filter.number() != null) {
            conditions.add(eq("number", filter.number()));
        }
        if (filter.from() != null) {
            conditions.add(gte("orderedOn", Bsons.date(filter.from())));
        }
        if (filter.to() != null) {
            conditions.add(lte("orderedOn", Bsons.date(filter.to())));
        }
        if (filter.after() != null) {
            conditions.add(NewestFirst.after(
                    "orderedOn", filter.after().day(), filter.after().id()));
        }
        return orders.find(and(conditions))
                .sort(NewestFirst.sort("orderedOn"))
                .projection(Projections.exclude("lines", "transitions", "outbox", "decision"))
                .limit(limit)
                .map(MongoOrderList::row)
                .into(new ArrayList<>());
    }

    private static Row row(Document d) {
        return new Row(
                d.getString("_id"),
                d.getString("number"),
                d.getString("nodeId"),
                Channel.valueOf(d.getString("channel")),
                d.getString("customerId"),
                OrderStatus.valueOf(d.getString("status")),
                d.getBoolean("history", false),
                Bsons.date(d, "orderedOn"),
                Bsons.dateOrNull(d, "shippedOn"),
                Bsons.dateOrNull(d, "deliveredOn"),
                d.getString("currency"),
                Bsons.decimal(d, "total"));
    }
}
