package org.qudao.order.mongo;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.qudao.order.model.Effect;
import org.qudao.order.model.Product;
import org.qudao.order.model.Products;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.AlreadyExists;
import org.qudao.platform.outbox.Decision;
import org.qudao.platform.outbox.NewAggregate;
import org.qudao.platform.outbox.OutgoingEvent;
import org.qudao.platform.outbox.Stored;
import org.springframework.stereotype.Component;

/** Products as aggregates of topic {@code order.product}. */
@Component
class MongoProducts implements Products {

    /** How long another instance's new price may stay unseen here. */
    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final Aggregates products;
    private final RecentlyRead<Product> recent = new RecentlyRead<>(MAX_AGE, System::nanoTime);

    MongoProducts(AggregatesFactory factory) {
        this.products = factory.of("products", "order.product");
    }

    @Override
    public Optional<Product> find(String sku) {
        return products.find(sku).map(MongoProducts::read);
    }

    @Override
    public Map<String, Product> findAll(Collection<String> skus) {
        return recent.get(skus, this::load);
    }

    @Override
    public Effect put(Product product) {
        try {
            Optional<Effect> changed = replace(product);
            if (changed.isPresent()) {
                return changed.get();
            }
            products.insert(product.sku(), write(product), event(product));
            return Effect.INSERTED;
        } catch (AlreadyExists e) {
            return replace(product).orElseThrow();
        } finally {
            recent.forget(product.sku());
        }
    }

    @Override
    public List<Effect> putAll(List<Product> batch) {
        Map<String, Product> known =
                load(Set.copyOf(batch.stream().map(Product::sku).toList()));
        Map<String, Product> fresh = new HashMap<>();
        batch.stream()
                .filter(product -> !known.containsKey(product.sku()))
                .forEach(product -> fresh.putIfAbsent(product.sku(), product));
        Set<String> taken = products.insertAll(fresh.values().stream()
                .map(product -> new NewAggregate(product.sku(), write(product), event(product)))
                .toList());
        List<Effect> effects = new ArrayList<>(batch.size());
        for (Product product : batch) {
            boolean inserted = fresh.get(product.sku()) == product && !taken.contains(product.sku());
            Product before = known.get(product.sku());
            boolean same = before != null && before.sameAs(product);
            effects.add(inserted ? Effect.INSERTED : same ? Effect.UNCHANGED : put(product));
            known.put(product.sku(), product);
        }
        return effects;
    }

    @Override
    public List<Product> list(String afterSku, int limit) {
        return products.find(gt("_id", afterSku), Sorts.ascending("_id"), limit).stream()
                .map(MongoProducts::read)
                .toList();
    }

    private Optional<Effect> replace(Product product) {
        return products.retrying(
                product.sku(),
                stored -> read(stored).sameAs(product)
                        ? Decision.nothing(Effect.UNCHANGED)
                        : Decision.save(write(product), event(product), Effect.UPDATED));
    }

    private Map<String, Product> load(Set<String> skus) {
        Map<String, Product> found = new HashMap<>();
        products.find(in("_id", skus), Sorts.ascending("_id"), Math.max(1, skus.size()))
                .forEach(stored -> found.put(stored.id(), read(stored)));
        return found;
    }

    private static OutgoingEvent event(Product product) {
        return new OutgoingEvent("ProductChanged", product);
    }

    private static Document write(Product product) {
        return new Document("name", product.name())
                .append("productLine", product.productLine())
                .append("category", product.category())
                .append("listPrice", Bsons.decimalOrNull(product.listPrice()))
                .append("dealerPrice", Bsons.decimalOrNull(product.dealerPrice()))
                .append("standardCost", Bsons.decimalOrNull(product.standardCost()))
                .append("currency", product.currency())
                .append("status", product.status().name());
    }

    private static Product read(Stored stored) {
        Document d = stored.state();
        return new Product(
                stored.id(),
                d.getString("name"),
                d.getString("productLine"),
                d.getString("category"),
                Bsons.decimalOrNull(d, "listPrice"),
                Bsons.decimalOrNull(d, "dealerPrice"),
                Bsons.decimalOrNull(d, "standardCost"),
                d.getString("currency"),
                Product.Status.valueOf(d.getString("status")));
    }
}
