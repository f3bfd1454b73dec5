package org.qudao.dealer.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TerritoryTest {
    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);

    @Test
    void anExclusiveGrantKeepsOthersOut() {
        Territory held = granted(Territory.empty("A"), exclusive("D1", "Road", JANUARY, null));
        assertThat(decided(held, exclusive("D2", "Road", JUNE, null))).isInstanceOf(Territory.Overlaps.class);
        assertThat(decided(held, shared("D2", "Road", JUNE, null))).isInstanceOf(Territory.Overlaps.class);
        assertThat(decided(held, shared("D2", Grant.ALL_LINES, JUNE, null))).isInstanceOf(Territory.Overlaps.class);
    }

    @Test
    void anExclusiveGrantIsNotGivenWhereASharedOneHolds() {
        Territory held = granted(Territory.empty("A"), shared("D1", "Road", JANUARY, null));
        assertThat(decided(held, exclusive("D2", "Road", JUNE, null)))
                .isInstanceOfSatisfying(
                        Territory.Overlaps.class,
                        o -> assertThat(o.other().inWords()).contains("D1", "Road", "2026-01-01"));
    }

    @Test
    void otherLinesOtherDatesAndSharedGrantsStandSideBySide() {
        Territory held = granted(Territory.empty("A"), exclusive("D1", "Road", JANUARY, JUNE));
        held = granted(held, exclusive("D2", "Mountain", JANUARY, null));
        held = granted(held, exclusive("D2", "Road", JUNE.plusDays(1), null));
        held = granted(held, shared("D3", "Touring", JANUARY, null));
        held = granted(held, shared("D4", "Touring", JANUARY, null));
        assertThat(held.grants()).hasSize(5);
    }

    @Test
    void aDealerAndHisOutletsDoNotKeepEachOtherOut() {
        Territory held = granted(Territory.empty("A"), exclusive("D1", "Road", JANUARY, null));
        Set<String> sameDealer = Set.of("D1", "O1", "O2");
        Territory shop = ((Territory.Granted) held.grant(exclusive("O1", "Road", JUNE, null), sameDealer)).territory();
        assertThat(shop.grant(shared("O2", "Road", JUNE, null), sameDealer)).isInstanceOf(Territory.Granted.class);
        assertThat(shop.grant(shared("O9", "Road", JUNE, null), Set.of("D9", "O9")))
                .isInstanceOf(Territory.Overlaps.class);
        Territory strange = granted(held, shared("D2", "Touring", JANUARY, null));
        assertThat(strange.grant(exclusive("O1", "*", JUNE, null), sameDealer))
                .isInstanceOfSatisfying(
                        Territory.Overlaps.class,
                        overlaps -> assertThat(overlaps.other().nodeId()).isEqualTo("D2"));
    }

    @Test
    void theLastDayBelongsToTheGrant() {
        Territory held = granted(Territory.empty("A"), exclusive("D1", "Road", JANUARY, JUNE));
        assertThat(decided(held, exclusive("D2", "Road", JUNE, null))).isInstanceOf(Territory.Overlaps.class);
    }

    @Test
    void theSameGrantTwiceChangesNothingAndNewTermsReplaceIt() {
        Territory held = granted(Territory.empty("A"), exclusive("D1", "Road", JANUARY, null));
        assertThat(decided(held, exclusive("D1", "Road", JANUARY, null))).isInstanceOf(Territory.AlreadyGranted.class);
        assertThat(decided(held, shared("D1", "Road", JANUARY, JUNE)))
                .isInstanceOfSatisfying(Territory.Granted.class, granted -> {
                    assertThat(granted.changedExisting()).isTrue();
                    assertThat(granted.territory().grants()).hasSize(1);
                    assertThat(granted.grant().id()).isEqualTo("g1");
                });
    }

    @Test
    void anEndedGrantMakesRoomAndItsIdIsNotUsedAgain() {
        Territory held = granted(Territory.empty("A"), exclusive("D1", "Road", JUNE, null));
        Territory withdrawn = held.ending("g1", JANUARY).orElseThrow();
        assertThat(withdrawn.grants()).as("never began").isEmpty();
        assertThat(granted(withdrawn, exclusive("D2", "Road", JUNE, null)).grants())
                .extracting(Grant::id)
                .containsExactly("g2");
        assertThat(held.ending("g9", JUNE)).isEmpty();
    }

    @Test
    void endingNeverLengthensAGrant() {
        Territory held = granted(Territory.empty("A"), exclusive("D1", "Road", JANUARY, JUNE));
        assertThat(held.ending("g1", JUNE.plusYears(1)).orElseThrow()).isEqualTo(held);
    }

    private static Territory.Granting decided(Territory territory, Grant grant) {
        return territory.grant(grant, Set.of());
    }

    private static Territory granted(Territory territory, Grant grant) {
        return ((Territory.Granted) decided(territory, grant)).territory();
    }

    private static Grant exclusive(String node, String line, LocalDate from, @Nullable LocalDate to) {
        return new Grant("", node, line, Exclusivity.EXCLUSIVE, from, to);
    }

    private static Grant shared(String node, String line, LocalDate from, @Nullable LocalDate to) {
        return new Grant("", node, line, Exclusivity.SHARED, from, to);
    }
}
