package org.qudao.inventory.stock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Documents with their versions in a map, written by a process that may die. */
public final class DocumentsInMemory<T> {

    private final Map<String, Versioned<T>> all = new LinkedHashMap<>();
    private final Crashes crashes;

    public DocumentsInMemory(Crashes crashes) {
        this.crashes = crashes;
    }

    public Optional<Versioned<T>> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    public boolean insert(String id, T document) {
        if (all.putIfAbsent(id, new Versioned<>(document, 1)) != null) {
            return false;
        }
        crashes.written();
        return true;
    }

    public boolean save(String id, T document, long expectedVersion) {
        if (all.get(id).version() != expectedVersion) {
            return false;
        }
        all.put(id, new Versioned<>(document, expectedVersion + 1));
        crashes.written();
        return true;
    }

    /** Ids of the documents that are like this. */
    public List<String> ids(Predicate<T> like) {
        return all.entrySet().stream()
                .filter(entry -> like.test(entry.getValue().value()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
