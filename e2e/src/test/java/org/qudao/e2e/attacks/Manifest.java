package org.qudao.e2e.attacks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code attacks/authorisation.yml}, where the terms are explained: who may do what. */
final class Manifest {

    private static final Set<String> TERMS =
            Set.of("roles", "record", "url", "body", "csv", "outside", "own", "allowed", "rows", "lists", "filter");

    /** One operation and what is expected of it. */
    record Entry(String method, String path, Map<String, String> terms) {

        String operation() {
            return method + " " + path;
        }

        Set<String> roles() {
            return Set.of(required("roles").split(" "));
        }

        String required(String term) {
            String value = terms.get(term);
            if (value == null) {
                throw new IllegalStateException(operation() + " says nothing about " + term);
            }
            return value;
        }

        @Nullable
        String term(String term) {
            return terms.get(term);
        }

        /** Whether the status is one of those that a caller hears who may. */
        boolean allows(int status) {
            return List.of(terms.getOrDefault("allowed", "2xx").split(" ")).stream()
                    .anyMatch(
                            allowed -> allowed.equals("2xx") ? status / 100 == 2 : status == Integer.parseInt(allowed));
        }
    }

    private Manifest() {}

    static List<Entry> read() {
        try (InputStream file = Manifest.class.getResourceAsStream("/attacks/authorisation.yml")) {
            Map<String, Map<String, Object>> operations = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            List<Entry> entries = new ArrayList<>();
            operations.forEach((operation, terms) -> entries.add(entry(operation, terms)));
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(String operation, Map<String, Object> terms) {
        Set<String> unknown = new TreeSet<>(terms.keySet());
        unknown.removeAll(TERMS);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(operation + ": nobody reads " + unknown);
        }
        Map<String, String> texts = new TreeMap<>();
        terms.forEach((term, value) -> texts.put(term, String.valueOf(value)));
        String[] parts = operation.split(" ");
        return new Entry(parts[0], parts[1], texts);
    }
}
