package org.qudao.forecast.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.Network;
import org.qudao.forecast.model.OrderDemand;
import org.qudao.platform.test.Infrastructure;

class MongoDemandIT {

    private static final String DATABASE = "demand_gaps";

    private MongoClient client;
    private MongoDemand demand;

    @BeforeEach
    void open() {
        client = MongoClients.create(Infrastructure.mongoUri(DATABASE));
        client.getDatabase(DATABASE).drop();
        demand = new MongoDemand(client.getDatabase(DATABASE), mock(Network.class));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void monthsBetweenTheHistoryAndTheFirstLiveOrderAreUnrecorded() {
        record("h1", "2025-03-10", true);
        record("h2", "2025-06-30", true);
        assertThat(demand.unrecorded()).as("all is history").isEmpty();

        record("l1", "2025-10-01", false);
        record("l2", "2025-12-24", false);

        assertThat(demand.unrecorded())
                .containsExactlyInAnyOrder(YearMonth.of(2025, 7), YearMonth.of(2025, 8), YearMonth.of(2025, 9));
    }

    @Test
    void nothingIsUnrecordedWhereTheHistoryReachesTheFirstLiveOrder() {
        record("l1", "2025-07-01", false);
        assertThat(demand.unrecorded()).as("all is live").isEmpty();

        record("h1", "2025-06-30", true);

        assertThat(demand.unrecorded()).isEmpty();
    }

    @Test
    void theLastMonthThatIsOverIsThatOfTheLastOrderBeforeIt() {
        assertThat(demand.lastMonthBefore(YearMonth.of(2026, 11))).isEmpty();
        record("h1", "2005-05-31", true);
        record("l1", "2026-11-02", false);

        assertThat(demand.lastMonthBefore(YearMonth.of(2026, 11))).contains(YearMonth.of(2005, 5));
        assertThat(demand.lastMonthBefore(YearMonth.of(2026, 12))).contains(YearMonth.of(2026, 11));
    }

    @Test
    void whatIsReservedForANodeIsAddedUp() {
        record("h1", "2025-06-30", true);
        record("l1", "2025-10-01", false);
        record("l2", "2025-12-24", false);

        assertThat(demand.reserved(Set.of("D1", "D2"))).isEqualTo(Map.of("BIKE", Map.of("D1", 4L)));
        assertThat(demand.reserved(Set.of("D2"))).isEmpty();
    }

    private void record(String id, String on, boolean history) {
        demand.record(List.of(new OrderDemand(
                id,
                1,
                "D1",
                Channel.DISTRIBUTION,
                LocalDate.parse(on),
                true,
                history,
                List.of(new OrderDemand.Line("BIKE", 3, 0, 0, history ? 0 : 2, BigDecimal.TEN)))));
    }
}
