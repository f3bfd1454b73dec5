package org.qudao.forecast.replenishing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.qudao.forecast.model.Proposal;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/** Orders what a proposal says; the inventory service plans the receipt when it learns of it. */
@Component
public class AcceptProposal {
    private final Proposals proposals;
    private final Clock clock;

    AcceptProposal(Proposals proposals, Clock clock) {
        this.proposals = proposals;
        this.clock = clock;
    }

    /**
     * Accepting again answers the first acceptance and orders nothing more.
     *
     * @throws Refusal 409 when the proposal was dismissed or withdrawn, or its receipt cancelled
     */
    public Proposal accept(String id, String by) {
        return proposals
                .change(id, proposal -> decide(proposal, by))
                .orElseThrow(() -> Refusal.notFound("proposal", id));
    }

    private Proposals.Change decide(Proposal proposal, String by) {
        return switch (proposal.state()) {
            case OPEN -> {
                LocalDate arrivesOn =
                        LocalDate.now(clock).plusDays(proposal.policy().leadTimeDays());
                yield Proposals.Change.to(
                        proposal.accepted(arrivesOn, clock.instant().truncatedTo(ChronoUnit.MILLIS), by));
            }
            case ACCEPTED, RECEIVED -> Proposals.Change.none(proposal);
            case DISMISSED, WITHDRAWN, CANCELLED ->
                throw Refusal.conflict(
                        "proposal-closed",
                        "The proposal is " + proposal.state() + ". Calculate again if the item is needed.");
        };
    }
}
