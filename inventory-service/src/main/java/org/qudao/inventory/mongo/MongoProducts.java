package org.qudao.inventory.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.qudao.inventory.products.Product;
import org.qudao.inventory.products.Products;
import org.qudao.platform.events.LatestState;
import org.qudao.platform.events.Versioned;
import org.springframework.stereotype.Component;

@Component
final class MongoProducts implements Products {

    private final MongoCollection<Document> documents;

    MongoProducts(MongoDatabase database) {
        this.documents = database.getCollection("products");
    }

    @Override
    public void apply(List<Product> products) {
        LatestState.upsertIfNewer(
                documents,
                products.stream()
                        .map(product -> new Versioned(product.sku(), product.version(), new Document()))
                        .toList());
    }

    @Override
    public Set<String> unknown(Collection<String> skus) {
        Set<String> unknown = new HashSet<>(skus);
        documents
                .find(Filters.in("_id", skus))
                .projection(Projections.include("_id"))
                .forEach(product -> unknown.remove(product.getString("_id")));
        return unknown;
    }
}
