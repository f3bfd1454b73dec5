package org.qudao.order.sourcing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.qudao.platform.events.EventCodec;

/** The example that inventory-service publishes, read as we read its events. */
class InventoryContractTest {

    private static final Path EXAMPLE = Path.of(
            "../inventory-service/src/main/resources/contracts/inventory.reservation/ReservationChanged.example.json");

    static boolean published() {
        return Files.exists(EXAMPLE);
    }

    @Test
    @EnabledIf("published")
    void readsTheExampleOfAReservation() throws IOException {
        ReservationChanged reservation = new EventCodec().decode(Files.readAllBytes(EXAMPLE), ReservationChanged.class);

        assertThat(reservation.orderId()).isNotBlank();
        assertThat(reservation.lines()).isNotEmpty();
    }
}
