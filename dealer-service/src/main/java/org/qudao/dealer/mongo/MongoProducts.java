package org.qudao.dealer.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.qudao.dealer.sales.Products;
import org.qudao.dealer.selling.ProductCatalogue;
import org.qudao.platform.events.LatestState;
import org.qudao.platform.events.Versioned;
import org.springframework.stereotype.Component;

/** A view of the order service's products. */
@Component
class MongoProducts implements Products, ProductCatalogue {
    static final String COLLECTION = "products";
    private final MongoCollection<Document> products;

    MongoProducts(MongoDatabase database) {
        this.products = database.getCollection(COLLECTION);
    }

    @Override
    public void learn(List<Learnt> batch) {
        LatestState.upsertIfNewer(
                products,
                batch.stream()
                        .map(product -> new Versioned(
                                product.sku(),
                                product.version(),
                                new Document("name", product.name()).append("productLine", product.productLine())))
                        .toList());
    }

    @Override
    public Map<String, Product> all() {
        Map<String, Product> all = new HashMap<>();
        products.find()
                .forEach(document -> all.put(
                        document.getString("_id"),
                        new Product(document.getString("name"), document.getString("productLine"))));
        return all;
    }
}
