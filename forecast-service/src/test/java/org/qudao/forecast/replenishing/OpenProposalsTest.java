package org.qudao.forecast.replenishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.engine.replenishment.Policy;
import org.qudao.forecast.engine.replenishment.Position;
import org.qudao.forecast.engine.replenishment.Step;
import org.qudao.forecast.model.PlannedReceipt;
import org.qudao.forecast.model.Proposal;
import org.qudao.forecast.model.ProposalState;

class OpenProposalsTest {
    private static final LocalDate TODAY = LocalDate.of(2014, 3, 20);
    private static final Instant NOW = Instant.parse("2014-03-20T08:00:00Z");
    private static final Policy POLICY = new Policy(90, 0, 0.95, 1, 0);
    private static final Position EMPTY = new Position(0, 0, 0, 0);
    private static final Proposal.Demand NONE = new Proposal.Demand(1, 1, List.of(), List.of());

    private final Proposals proposals = mock(Proposals.class);

    /** Inventory does not know the place, so there will never be a receipt, and its goods never come. */
    @Test
    void whatWasAcceptedAndNeverPlannedBlocksItsItemForAWeekOnly() {
        accepted("2014-03-13T23:00:00Z");
        assertThat(open().planned("W", "A")).isEqualTo(40);

        accepted("2014-03-12T23:00:00Z");
        assertThat(open().planned("W", "A")).isZero();
        assertThat(steps(open()))
                .extracting(Step::name, Step::value)
                .containsExactly(tuple("acceptedWithoutReceipt", 40.0));
    }

    @Test
    void whatInventoryPlannedCountsHoweverLongAgoItWasAccepted() {
        accepted("2014-01-01T00:00:00Z");

        OpenProposals open = open(receipt("accepted", 40, TODAY.plusDays(1)));

        assertThat(open.planned("W", "A")).isEqualTo(40);
        assertThat(steps(open)).isEmpty();
    }

    @Test
    void aReceiptWhoseDayIsPastCountsAndIsNamed() {
        OpenProposals open =
                open(receipt("r1", 30, TODAY.minusDays(1)), receipt("r2", 5, TODAY), receipt("r3", 7, null));

        assertThat(open.planned("W", "A")).isEqualTo(42);
        assertThat(steps(open)).singleElement().satisfies(step -> {
            assertThat(step.name()).isEqualTo("overdueReceipts");
            assertThat(step.value()).isEqualTo(30);
            assertThat(step.inputs()).isEqualTo("receipts expected before 2014-03-20");
        });
    }

    private OpenProposals open(PlannedReceipt... receipts) {
        return new OpenProposals(proposals, List.of("W"), List.of(receipts), TODAY);
    }

    /** Of a proposal without steps of its own. */
    private List<Step> steps(OpenProposals open) {
        List<Proposal> stored = new ArrayList<>();
        doAnswer(call -> stored.addAll(call.<List<Proposal>>getArgument(0)))
                .when(proposals)
                .insertAll(anyList());
        open.propose("W", "A", 1, POLICY, EMPTY, NONE, List.of(), NOW);
        open.store();
        return stored.getFirst().steps();
    }

    private void accepted(String decidedAt) {
        Proposal proposal = new Proposal(
                "accepted",
                "W",
                "A",
                ProposalState.ACCEPTED,
                40,
                POLICY,
                EMPTY,
                NONE,
                List.of(),
                NOW,
                TODAY.plusDays(60),
                Instant.parse(decidedAt),
                "hq",
                null);
        when(proposals.atPlaces(List.of("W"))).thenReturn(List.of(proposal));
    }

    private static PlannedReceipt receipt(String id, long quantity, @Nullable LocalDate expectedOn) {
        return new PlannedReceipt(
                id, 1, "W", PlannedReceipt.Status.PLANNED, expectedOn, List.of(new PlannedReceipt.Line("A", quantity)));
    }
}
