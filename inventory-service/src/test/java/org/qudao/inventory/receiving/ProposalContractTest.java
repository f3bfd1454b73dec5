package org.qudao.inventory.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.qudao.platform.events.EventCodec;

/** Reads what forecast-service promises to send. */
class ProposalContractTest {

    private static final Path EXAMPLE = Path.of(
            "../forecast-service/src/main/resources/contracts/forecast.proposal",
            ProposalEvents.TYPE + ".example.json");

    @Test
    void anAcceptedProposalCanBeRead() throws IOException {
        assumeThat(EXAMPLE).exists();

        ProposalEvents.ProposalView proposal = new EventCodec()
                .decode(Files.readString(EXAMPLE).getBytes(StandardCharsets.UTF_8), ProposalEvents.ProposalView.class);

        assertThat(proposal.quantity()).isPositive();
        assertThat(proposal.place()).isNotBlank();
    }
}
