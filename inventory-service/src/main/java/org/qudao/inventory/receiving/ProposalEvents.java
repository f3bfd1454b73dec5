package org.qudao.inventory.receiving;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.inventory.stock.Places;
import org.qudao.platform.events.EventSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An accepted replenishment proposal becomes a planned receipt under the proposal's id. */
@Configuration(proxyBeanMethods = false)
class ProposalEvents {

    static final String TYPE = "ProposalAccepted";

    record ProposalView(String id, String place, String sku, int quantity, @Nullable LocalDate expectedOn) {}

    @Bean
    EventSubscription proposals(PlanReceipt planReceipt, Places places) {
        return EventSubscription.to("forecast.proposal", "inventory-service")
                .each(TYPE, ProposalView.class, event -> plan(planReceipt, places, event.data()));
    }

    private static void plan(PlanReceipt planReceipt, Places places, ProposalView proposal) {
        if (places.find(proposal.place()).isEmpty()) {
            throw new IllegalArgumentException(
                    "proposal " + proposal.id() + " is for place " + proposal.place() + ", which is unknown");
        }
        Receipt receipt = Receipt.planned(
                proposal.id(),
                proposal.place(),
                List.of(new Receipt.Line(proposal.sku(), proposal.quantity())),
                proposal.expectedOn(),
                "forecast-service");
        if (planReceipt.plan(receipt) instanceof PlanReceipt.Result.Different) {
            throw new IllegalArgumentException("receipt " + proposal.id() + " exists with other goods");
        }
    }
}
