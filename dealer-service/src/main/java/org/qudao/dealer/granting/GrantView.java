package org.qudao.dealer.granting;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Node;
import org.qudao.dealer.network.NodeStatus;
import org.qudao.dealer.territory.Exclusivity;
import org.qudao.dealer.territory.Grant;

@Schema(description = "The right of a node to sell a product line in an area.")
record GrantView(
        String area,
        String grantId,
        String nodeId,
        @Nullable String nodeName,
        @Schema(description = "Only an ACTIVE node can make use of its right.") @Nullable NodeStatus nodeStatus,
        @Schema(description = "* stands for every product line.") String productLine,
        Exclusivity exclusivity,
        LocalDate from,
        @Schema(description = "Last day; null means until further notice.") @Nullable LocalDate to) {
    static GrantView of(String area, Grant grant, @Nullable Node node) {
        return new GrantView(
                area,
                grant.id(),
                grant.nodeId(),
                node == null ? null : node.name(),
                node == null ? null : node.status(),
                grant.productLine(),
                grant.exclusivity(),
                grant.from(),
                grant.to());
    }
}
