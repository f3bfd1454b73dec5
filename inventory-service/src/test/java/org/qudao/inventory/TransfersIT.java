package org.qudao.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransfersIT extends OneItemInAWarehouse {

    @Test
    void aTransferMovesAllItsLinesOrNone() {
        String target = id("W");
        warehouse(target, null, 2);
        stock(warehouse, sku, 7);
        String transfer = id("T");

        transfer(transfer, target, 5).is(201);
        transfer(transfer, target, 5).is(200);
        transfer(transfer, target, 6).is(409);
        assertThat(transfer(id("T"), target, 3).is(422).text()).contains("\"available\":2");

        assertThat(available(warehouse, sku)).isEqualTo(2);
        assertThat(available(target, sku)).isEqualTo(5);
        assertTheBooksAreClean();
    }

    private Answer transfer(String id, String to, int quantity) {
        return transfer(id, to, sku, quantity);
    }
}
