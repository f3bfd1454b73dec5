package org.qudao.inventory.stock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A port's documents with their versions in a map, written by a process that may die. */
public abstract class DocumentsInMemory<T> {

    private final Map<String, Versioned<T>> all = new LinkedHashMap<>();
    private final Crashes crashes;
    private final Function<T, String> id;

    protected DocumentsInMemory(Crashes crashes, Function<T, String> id) {
        this.crashes = crashes;
        this.id = id;
    }

    public Optional<Versioned<T>> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    public boolean insert(T document) {
        if (all.putIfAbsent(id.apply(document), new Versioned<>(document, 1)) != null) {
            return false;
        }
        crashes.written();
        return true;
    }

    public boolean save(T document, long expectedVersion) {
        if (all.get(id.apply(document)).version() != expectedVersion) {
            return false;
        }
        all.put(id.apply(document), new Versioned<>(document, expectedVersion + 1));
        crashes.written();
        return true;
    }

    /** Ids of the documents that are like this. */
    protected List<String> ids(Predicate<T> like) {
        return all.entrySet().stream()
                .filter(entry -> like.test(entry.getValue().value()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
