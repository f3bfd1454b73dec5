package org.qudao.forecast.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.qudao.forecast.model.Product;
import org.qudao.forecast.model.Products;
import org.qudao.platform.events.Versioned;
import org.springframework.stereotype.Component;

@Component
class MongoProducts implements Products {
    static final String COLLECTION = "products";

    private final MongoCollection<Document> products;

    MongoProducts(MongoDatabase database) {
        this.products = database.getCollection(COLLECTION);
    }

    @Override
    public void record(List<Product> batch) {
        NewestVersions.keep(
                products,
                batch.stream()
                        .map(product -> new Versioned(
                                product.sku(),
                                product.version(),
                                new Document("name", product.name())
                                        .append("category", product.category())
                                        .append("discontinued", product.discontinued())))
                        .toList());
    }

    @Override
    public Map<String, String> categories() {
        Map<String, String> categories = new HashMap<>();
        products.find().projection(Projections.include("category")).forEach(product -> {
            String category = product.getString("category");
            // Products from before categories were kept have none until they change.
            if (category != null && !category.isEmpty()) {
                categories.put(product.getString("_id"), category);
            }
        });
        return categories;
    }

    @Override
    public Set<String> discontinued() {
        return products.find(Filters.eq("discontinued", true))
                .projection(Projections.include("_id"))
                .map(product -> product.getString("_id"))
                .into(new HashSet<>());
    }
}
