package org.qudao.dealer.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qudao.dealer.network.Channel;
import org.qudao.dealer.sales.Sale;
import org.qudao.dealer.sales.SaleLine;
import org.qudao.dealer.sales.SaleStore;
import org.qudao.dealer.sales.SalesMemory;
import org.qudao.platform.test.Infrastructure;

/** Sales are shown although the answer of the store to their first writing was lost, and whatever is told again. */
class MongoSaleStoreIT {

    private static final String DATABASE = "sale_store";
    private static final LocalDate MAY = LocalDate.of(2026, 5, 10);

    private MongoClient client;
    private MongoCollection<Document> months;
    private SaleStore store;
    private SalesMemory memory;

    @BeforeEach
    void open() {
        client = MongoClients.create(Infrastructure.mongoUri(DATABASE));
        client.getDatabase(DATABASE).drop();
        months = client.getDatabase(DATABASE).getCollection("months");
        store = new MongoSaleStore(client.getDatabase(DATABASE).getCollection("sales"), months);
        memory = new SalesMemory(store, 1_000);
        memory.record(List.of(sale("a", 1, 1)));
        assertThat(seen()).containsExactly("a 1");
    }

    @AfterEach
    void close() {
        client.close();
    }

    /** As when the store's answer came too late: the sales lie there, the months are not counted up, and nobody was told. */
    private void recordUnheard(Sale... sales) {
        store.record(List.of(sales));
        months.updateMany(new Document(), Updates.inc("changes", -1L));
    }

    @Test
    void showsWhatWasStoredUnheardWhenItComesAgain() {
        recordUnheard(sale("b", 1, 2));
        memory.record(List.of(sale("b", 1, 2)));
        assertThat(seen()).containsExactlyInAnyOrder("a 1", "b 2");
    }

    @Test
    void showsWhatWasReplacedUnheardWhenTheOlderComesAgain() {
        recordUnheard(sale("a", 2, 5));
        memory.record(List.of(sale("a", 1, 1)));
        assertThat(seen()).containsExactly("a 5");
    }

    @Test
    void anotherWritersSalesAreShownToo() {
        store.record(List.of(sale("b", 1, 2)));
        memory.record(List.of(sale("c", 1, 3)));
        assertThat(seen()).containsExactlyInAnyOrder("a 1", "b 2", "c 3");
    }

    private List<String> seen() {
        List<String> seen = new ArrayList<>();
        memory.forEach(
                MAY.withDayOfMonth(1),
                MAY.withDayOfMonth(31),
                null,
                sale -> seen.add(sale.id() + " " + sale.lines().getFirst().quantity()));
        return seen;
    }

    private static Sale sale(String id, long version, long quantity) {
        return new Sale(
                id,
                version,
                "D",
                Channel.DISTRIBUTION,
                null,
                MAY,
                List.of(new SaleLine("S", "Road", quantity, BigDecimal.ONE)));
    }
}
