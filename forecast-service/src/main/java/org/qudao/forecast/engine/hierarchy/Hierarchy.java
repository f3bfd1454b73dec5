package org.qudao.forecast.engine.hierarchy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which series add up to which. Every series of the lowest level (a cell) lies at a leaf of each of several trees, such as item,
 * outlet → dealer → region, and channel; every combination of ancestors that holds a cell is an aggregate. Nodes
 * are numbered: aggregates first, those of few cells before those of many and the total last, then the cells.
 */
public final class Hierarchy {
    private static final int MOST_DIMENSIONS = 6;
    private static final int MOST_NODES = 200_000;

    /**
     * A series of the lowest level.
     *
     * @param paths per dimension the members from the coarsest to the finest, such as {@code [[bike], [north, dealer 7], [DIRECT]]}
     */
    public record Cell(String id, List<List<String>> paths) {
        public Cell {
            paths = paths.stream().map(List::copyOf).toList();
        }
    }

    /**
     * @param id of a cell its own; of an aggregate its members, such as {@code bike × north × *}, where the star is everything
     * @param path per dimension the members, none for everything
     */
    public record Node(String id, List<List<String>> path, int cells) {}

    private final List<Node> nodes;
    private final int aggregates;
    private final int[] start;
    private final int[] members;

    private Hierarchy(List<Node> nodes, int[] start, int[] members) {
        this.nodes = nodes;
        this.aggregates = start.length - 1;
        this.start = start;
        this.members = members;
    }

    /** @throws IllegalArgumentException when there is no cell, an id comes twice, or cells have different dimensions */
    public static Hierarchy of(List<Cell> cells) {
        check(cells);
        Map<List<List<String>>, List<Integer>> groups = new HashMap<>();
        for (int c = 0; c < cells.size(); c++) {
            for (List<List<String>> ancestor : ancestors(cells.get(c).paths())) {
                groups.computeIfAbsent(ancestor, key -> new ArrayList<>()).add(c);
            }
            if (groups.size() > MOST_NODES) {
                throw new IllegalArgumentException("more than " + MOST_NODES + " nodes");
            }
        }
        groups.entrySet().removeIf(group -> isCellItself(group.getKey(), group.getValue(), cells));
        record Aggregate(Node node, List<Integer> cells) {}
        List<Aggregate> aggregates = new ArrayList<>(groups.size());
        groups.forEach((path, held) -> aggregates.add(new Aggregate(new Node(name(path), path, held.size()), held)));
        aggregates.sort(Comparator.<Aggregate>comparingInt(a -> a.node.cells())
                .thenComparing(a -> -depth(a.node.path()))
                .thenComparing(a -> a.node.id()));
        List<Node> nodes = new ArrayList<>(aggregates.size() + cells.size());
        int[] start = new int[aggregates.size() + 1];
        for (int a = 0; a < aggregates.size(); a++) {
            nodes.add(aggregates.get(a).node);
            start[a + 1] = start[a] + aggregates.get(a).cells.size();
        }
        int[] members = new int[start[aggregates.size()]];
        for (int a = 0; a < aggregates.size(); a++) {
            int at = start[a];
            for (int cell : aggregates.get(a).cells) {
                members[at++] = cell;
            }
        }
        for (Cell cell : cells) {
            nodes.add(new Node(cell.id(), cell.paths(), 1));
        }
        return new Hierarchy(List.copyOf(nodes), start, members);
    }

    private static void check(List<Cell> cells) {
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("a hierarchy needs a cell");
        }
        int dimensions = cells.getFirst().paths().size();
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw new IllegalArgumentException(dimensions + " dimensions are not 1 to " + MOST_DIMENSIONS);
        }
        Map<String, Cell> ids = new HashMap<>();
        for (Cell cell : cells) {
            if (cell.paths().size() != dimensions) {
                throw new IllegalArgumentException(cell.id() + " has other dimensions than "
                        + cells.getFirst().id());
            }
            if (ids.put(cell.id(), cell) != null) {
                throw new IllegalArgumentException(cell.id() + " comes twice");
            }
        }
    }

    /** All combinations of prefixes, one per dimension. */
    private static List<List<List<String>>> ancestors(List<List<String>> paths) {
        List<List<List<String>>> combined = List.of(List.of());
        for (List<String> path : paths) {
            List<List<List<String>>> longer = new ArrayList<>(combined.size() * (path.size() + 1));
            for (List<List<String>> head : combined) {
                for (int depth = 0; depth <= path.size(); depth++) {
                    List<List<String>> next = new ArrayList<>(head);
                    next.add(path.subList(0, depth));
                    longer.add(List.copyOf(next));
                }
            }
            combined = longer;
        }
        return combined;
    }

    private static boolean isCellItself(List<List<String>> path, List<Integer> held, List<Cell> cells) {
        return held.size() == 1 && cells.get(held.getFirst()).paths().equals(path);
    }

    private static String name(List<List<String>> path) {
        return path.stream()
                .map(members -> members.isEmpty() ? "*" : String.join("/", members))
                .collect(Collectors.joining(" × "));
    }

    private static int depth(List<List<String>> path) {
        return path.stream().mapToInt(List::size).sum();
    }

    /** All nodes in their order: aggregates, then cells. */
    public List<Node> nodes() {
        return nodes;
    }

    public int size() {
        return nodes.size();
    }

    public int aggregates() {
        return aggregates;
    }

    public int cells() {
        return nodes.size() - aggregates;
    }

    /** Adds values of cells up to values of all nodes. */
    public double[] sum(double[] cells) {
        if (cells.length != cells()) {
            throw new IllegalArgumentException(cells.length + " values for " + cells() + " cells");
        }
        double[] all = new double[size()];
        for (int a = 0; a < aggregates; a++) {
            double sum = 0;
            for (int at = start[a]; at < start[a + 1]; at++) {
                sum += cells[members[at]];
            }
            all[a] = sum;
        }
        System.arraycopy(cells, 0, all, aggregates, cells.length);
        return all;
    }

    /** Cells of evenly spaced members of the first dimension, all cells when there are few enough. */
    List<Integer> sample(int most) {
        Map<List<String>, List<Integer>> byMember = new TreeMap<>(Comparator.comparing(path -> String.join("/", path)));
        for (int c = 0; c < cells(); c++) {
            byMember.computeIfAbsent(nodes.get(aggregates + c).path().getFirst(), key -> new ArrayList<>())
                    .add(c);
        }
        int every = Math.max(1, Math.ceilDiv(cells(), most));
        List<Integer> sample = new ArrayList<>();
        int at = 0;
        for (List<Integer> cells : byMember.values()) {
            if (at++ % every == 0) {
                sample.addAll(cells);
            }
        }
        return sample;
    }

    /** Positions in {@link #member} of the first cell of an aggregate; of the next aggregate is one past its last. */
    int start(int aggregate) {
        return start[aggregate];
    }

    int member(int position) {
        return members[position];
    }
}
