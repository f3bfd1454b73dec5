package org.qudao.inventory.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qudao.inventory.products.ProductEvents.ProductView;
import org.qudao.platform.events.EventCodec;
import org.qudao.platform.events.IncomingEvent;

/** Reads what order-service promises to send. */
class ProductContractTest {

    private static final Path EXAMPLE = Path.of("../order-service/src/main/resources/contracts/order.product")
            .resolve(ProductEvents.TYPE + ".example.json");

    @Test
    void aChangedProductCanBeRead() throws IOException {
        assumeThat(EXAMPLE).exists();
        byte[] example = Files.readString(EXAMPLE).getBytes(StandardCharsets.UTF_8);

        ProductView view = new EventCodec().decode(example, ProductView.class);

        assertThat(ProductEvents.products(
                        List.of(new IncomingEvent<>("id", ProductEvents.TYPE, view.sku(), 3, Instant.EPOCH, view))))
                .containsExactly(new Product("BK-M82B-42", 3));
    }
}
