package org.qudao.inventory.reserving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qudao.inventory.reservation.Goal;
import org.qudao.inventory.reservation.OrderNews;
import org.qudao.platform.events.EventCodec;
import org.qudao.platform.events.IncomingEvent;

/** Reads what order-service promises to send. */
class OrderContractTest {

    private static final Path EXAMPLES = Path.of("../order-service/src/main/resources/contracts/order.order");

    static java.util.List<String> types() {
        return ReservingEvents.ORDER_TYPES;
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeWeFollowCanBeRead(String type) throws IOException {
        Path example = EXAMPLES.resolve(type + ".example.json");
        assumeThat(EXAMPLES).exists();

        OrderView order =
                new EventCodec().decode(Files.readString(example).getBytes(StandardCharsets.UTF_8), OrderView.class);
        OrderNews news =
                OrderView.news(new IncomingEvent<>("id", type, order.id(), 3, Instant.EPOCH, order), LocalDate.EPOCH);

        assertThat(order.history()).isFalse();
        assertThat(news.lines()).isNotEmpty();
        if (news.goal() == Goal.SHIP || news.goal() == Goal.DELIVER) {
            assertThat(news.lines()).anyMatch(line -> line.toShip() > 0);
            assertThat(news.on()).isAfter(LocalDate.EPOCH);
        }
    }
}
