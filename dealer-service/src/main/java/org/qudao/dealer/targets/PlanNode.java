package org.qudao.dealer.targets;

import org.jspecify.annotations.Nullable;

/** A node as a plan sees it: its id and, but for the root, its parent's. */
public record PlanNode(String id, @Nullable String parentId) {}
