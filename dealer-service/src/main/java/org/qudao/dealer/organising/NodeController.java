package org.qudao.dealer.organising;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.network.Channel;
import org.qudao.dealer.network.NodeKind;
import org.qudao.dealer.network.NodeStatus;
import org.qudao.dealer.network.Tier;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/nodes")
@Tag(name = "Network", description = "Regions, areas, dealers and outlets as one tree")
class NodeController {
    private final CreateNode createNode;
    private final MoveNode moveNode;
    private final DescribeNode describeNode;
    private final ChangeNodeStatus changeNodeStatus;
    private final BrowseNodes browseNodes;

    NodeController(
            CreateNode createNode,
            MoveNode moveNode,
            DescribeNode describeNode,
            ChangeNodeStatus changeNodeStatus,
            BrowseNodes browseNodes) {
        this.createNode = createNode;
        this.moveNode = moveNode;
        this.describeNode = describeNode;
        this.changeNodeStatus = changeNodeStatus;
        this.browseNodes = browseNodes;
    }

    record CreateNodeRequest(
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String id,
            @NotBlank @Size(max = 1000) String name,
            @NotNull NodeKind kind,
            @Nullable Channel channel,
            @NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String parentId,
            @Nullable NodeStatus status,
            @Nullable Tier tier) {}

    record MoveNodeRequest(@NotNull @Pattern(regexp = Ids.PATTERN, message = Ids.RULE) String parentId) {}

    record ChangeStatusRequest(@NotNull NodeStatus status, @NotBlank @Size(max = 500) String reason) {}

    record DescribeNodeRequest(@Nullable @Size(max = 1000) String name, @Nullable Tier tier) {}

    @PostMapping
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER')")
    @Operation(
            summary = "Create a node",
            description =
                    "A region stands under headquarters or a region, an area under a region, a dealer under a region or"
                            + " an area, an outlet under its dealer; an outlet of the direct channel also under a region or an area."
                            + " Dealers and outlets start as PROSPECT unless stated otherwise.")
    ResponseEntity<NodeView> create(Caller caller, @Valid @RequestBody CreateNodeRequest request) {
        NodeView node = NodeView.of(createNode.create(
                caller,
                new CreateNode.Wanted(
                        request.id(),
                        request.name(),
                        request.kind(),
                        request.channel(),
                        request.parentId(),
                        request.status(),
                        request.tier())));
        return ResponseEntity.created(URI.create("/api/v1/nodes/" + node.id())).body(node);
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER','DEALER','OUTLET')")
    @Operation(summary = "List nodes by id", description = "Only those that the caller may see.")
    Page<NodeView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable NodeKind kind,
            @RequestParam(required = false) @Nullable NodeStatus status,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return browseNodes.list(caller, new NodeDirectory.Selection(kind, status, under), after, Page.limit(limit));
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER','DEALER','OUTLET')")
    @Operation(summary = "One node")
    NodeView find(Caller caller, @PathVariable String id) {
        return browseNodes.find(caller, id);
    }

    @GetMapping("/{id}/history")
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER','DEALER','OUTLET')")
    @Operation(summary = "Every change of the node, newest first: who, when, what from, what to, why")
    Page<NodeHistory.Entry> history(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        return browseNodes.history(caller, id, after, Page.limit(limit));
    }

    @PostMapping("/{id}/move")
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER')")
    @Operation(
            summary = "Move a node with everything below it",
            description = "The paths of what is below follow within a second or so.")
    NodeView move(Caller caller, @PathVariable String id, @Valid @RequestBody MoveNodeRequest request) {
        return NodeView.of(moveNode.move(caller, id, request.parentId()));
    }

    @PostMapping("/{id}/status")
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER')")
    @Operation(
            summary = "Change the state in the life cycle",
            description =
                    "PROSPECT → SELECTED → CONTRACTED → ACTIVE ⇄ SUSPENDED; SELECTED can go back to PROSPECT;"
                            + " everything can be CLOSED, once what stands under it is. Another transition is refused with 409.")
    NodeView changeStatus(Caller caller, @PathVariable String id, @Valid @RequestBody ChangeStatusRequest request) {
        return NodeView.of(changeNodeStatus.change(caller, id, request.status(), request.reason()));
    }

    @PatchMapping("/{id}")
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER')")
    @Operation(summary = "Rename a node or give it another tier")
    NodeView describe(Caller caller, @PathVariable String id, @Valid @RequestBody DescribeNodeRequest request) {
        if (request.name() == null && request.tier() == null) {
            throw Refusal.badRequest("name", "state a name, a tier, or both");
        }
        return NodeView.of(describeNode.describe(caller, id, request.name(), request.tier()));
    }
}
