package org.qudao.dealer.organising;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.security.Caller;
import org.qudao.platform.security.Scope;
import org.qudao.platform.security.ScopeTree;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Service;

/** What a caller may see of the network, and of how it came to be. */
@Service
class BrowseNodes {
    private final NodeDirectory directory;
    private final NodeHistory history;
    private final ScopeTree scopes;

    BrowseNodes(NodeDirectory directory, NodeHistory history, ScopeTree scopes) {
        this.directory = directory;
        this.history = history;
        this.scopes = scopes;
    }

    Page<NodeView> list(Caller caller, NodeDirectory.Selection selection, @Nullable String after, int limit) {
        return Page.of(directory.list(scopes.scopeOf(caller), selection, after, limit + 1), limit, node -> node.id())
                .map(NodeView::of);
    }

    NodeView find(Caller caller, String id) {
        return directory
                .find(scopes.scopeOf(caller), id)
                .map(NodeView::of)
                .orElseThrow(() -> Refusal.notFound("node", id));
    }

    /** Newest first. The newest change is shown even while its event is still on the way to the history. */
    Page<NodeHistory.Entry> history(Caller caller, String id, @Nullable Long before, int limit) {
        Scope scope = scopes.scopeOf(caller);
        NodeDirectory.LastChange last = directory.lastChange(scope, id).orElseThrow(() -> Refusal.notFound("node", id));
        List<NodeHistory.Entry> entries = new ArrayList<>(history.newestFirst(id, before, limit + 1));
        boolean firstPage = before == null;
        if (firstPage && (entries.isEmpty() || entries.getFirst().version() < last.version())) {
            entries.addFirst(
                    new NodeHistory.Entry(id, last.version(), last.change().eventType(), last.change()));
        }
        return Page.of(
                entries.subList(0, Math.min(entries.size(), limit + 1)),
                limit,
                entry -> Long.toString(entry.version()));
    }
}
