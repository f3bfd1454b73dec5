package org.qudao.inventory.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of the network as the dealer service last told it. The path goes from the root to the node itself. */
public record Node(
        String id,
        String name,
        String kind,
        @Nullable String channel,
        @Nullable String tier,
        List<String> path,
        String status) {

    public static final String REGION = "REGION";
}
