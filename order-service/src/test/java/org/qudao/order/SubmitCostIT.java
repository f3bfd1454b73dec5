package org.qudao.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qudao.platform.test.Tokens;
import org.springframework.beans.factory.annotation.Autowired;

class SubmitCostIT extends RunningOrderService {

    @Autowired
    StoreCommands store;

    @Autowired
    MeterRegistry meters;

    @Test
    void submittingCostsThreeWritesAndReadsNothingButTheNodeAndTheProductOnceInAWhile() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        credit(dealer, "1000");
        String token = Tokens.dealer(dealer);
        store.clear();

        for (int i = 0; i < 5; i++) {
            submit(token, "k" + i, order(sku, 1)).is(201);
        }

        List<String> commands = store.noted();
        assertThat(commands).filteredOn("insert orders"::equals).hasSize(5);
        assertThat(commands).filteredOn("update credit_accounts"::equals).hasSize(5);
        assertThat(commands).filteredOn("update orders"::equals).hasSize(5);
        // The node and the product may have been read a moment before, by the test's own preparations.
        assertThat(commands)
                .isSubsetOf("insert orders", "update credit_accounts", "update orders", "find nodes", "find products");
    }

    @Test
    void countsOrdersByStatusHeldOrdersAndTimesSubmits() {
        String dealer = dealer("R1");
        String sku = product("10", null);
        submit(Tokens.dealer(dealer), unique("key"), order(sku, 1)).is(201);

        assertThat(meters.counter("qudao.orders", "status", "HELD").count()).isPositive();
        assertThat(meters.get("qudao.orders.held").counter().count()).isPositive();
        assertThat(meters.get("qudao.orders.submit").timer().count()).isPositive();
    }
}
