package org.qudao.forecast.replenishing;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.qudao.forecast.model.Proposal;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Declines a proposal. */
@Component
public class DismissProposal {
    private final Proposals proposals;
    private final Clock clock;

    DismissProposal(Proposals proposals, Clock clock) {
        this.proposals = proposals;
        this.clock = clock;
    }

    /**
     * Dismissing again changes nothing.
     *
     * @throws Refusal 409 when the proposal was accepted or withdrawn
     */
    public Proposal dismiss(String id, String reason, String by) {
        return proposals
                .change(id, proposal -> switch (proposal.state()) {
                    case OPEN ->
                        Proposals.Change.to(
                                proposal.dismissed(reason, clock.instant().truncatedTo(ChronoUnit.MILLIS), by));
                    case DISMISSED -> Proposals.Change.none(proposal);
                    case ACCEPTED, RECEIVED, CANCELLED, WITHDRAWN ->
                        throw Refusal.conflict(
                                "proposal-closed", "The proposal is " + proposal.state() + " and cannot be dismissed.");
                })
                .orElseThrow(() -> Refusal.notFound("proposal", id));
    }
}
