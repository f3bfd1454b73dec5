package org.qudao.inventory.viewing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qudao.inventory.viewing.Outlook.Expected;

class OutlookTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 15);
    private static final LocalDate TOMORROW = TODAY.plusDays(1);
    private static final LocalDate LATER = TODAY.plusDays(9);

    @Test
    void whatIsPlannedForTodayOrLaterIsExpected() {
        Outlook outlook = Outlook.of(new TreeMap<>(Map.of(LATER, 5L, TODAY, 2L)), 0, TODAY);

        assertThat(outlook.expected()).containsExactly(new Expected(TODAY, 2), new Expected(LATER, 5));
        assertThat(outlook.overdueSince()).isNull();
    }

    @Test
    void nothingIsExpectedOfAReceiptThatIsLate() {
        LocalDate lastWeek = TODAY.minusDays(7);
        Outlook outlook =
                Outlook.of(new TreeMap<>(Map.of(lastWeek, 100L, TODAY.minusDays(1), 9L, LATER, 5L)), 0, TODAY);

        assertThat(outlook.expected()).containsExactly(new Expected(LATER, 5));
        assertThat(outlook.overdueSince()).isEqualTo(lastWeek);
    }

    @Test
    void ordersThatWaitTakeWhatComesFirst() {
        TreeMap<LocalDate, Long> planned = new TreeMap<>(Map.of(TODAY, 4L, TOMORROW, 4L, LATER, 4L));

        assertThat(Outlook.of(planned, 6, TODAY).expected())
                .containsExactly(new Expected(TOMORROW, 2), new Expected(LATER, 4));
        assertThat(Outlook.of(planned, 4, TODAY).expected())
                .containsExactly(new Expected(TOMORROW, 4), new Expected(LATER, 4));
        assertThat(Outlook.of(planned, 100, TODAY).expected()).isEmpty();
    }

    @Test
    void ordersThatWaitGetNothingOfAReceiptThatIsLate() {
        TreeMap<LocalDate, Long> planned = new TreeMap<>(Map.of(TODAY.minusDays(1), 4L, LATER, 4L));

        assertThat(Outlook.of(planned, 4, TODAY).expected()).isEmpty();
    }
}
