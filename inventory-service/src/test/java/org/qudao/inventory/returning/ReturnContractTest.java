package org.qudao.inventory.returning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qudao.inventory.stock.Account;
import org.qudao.inventory.stock.Movement;
import org.qudao.platform.events.EventCodec;

/** Reads what order-service promises to send. */
class ReturnContractTest {

    private static final Path EXAMPLES = Path.of("../order-service/src/main/resources/contracts/order.return");

    static List<String> types() {
        return ReturnEvents.TYPES;
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeWeFollowCanBeReadAndMovesWhatCameBack(String type) throws IOException {
        assumeThat(EXAMPLES).exists();

        GoodsReturn goods = new EventCodec()
                .decode(Files.readAllBytes(EXAMPLES.resolve(type + ".example.json")), ReturnView.class)
                .goods();

        assertThat(goods.on()).isEqualTo(LocalDate.parse("2026-02-25"));
        assertThat(goods.movements("D1"))
                .extracting(Movement::to, Movement::quantity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Account.available("W-SEATTLE"), 2),
                        org.assertj.core.groups.Tuple.tuple(Account.SCRAPPED, 1));
    }
}
