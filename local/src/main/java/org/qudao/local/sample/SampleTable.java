package org.qudao.local.sample;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a sample has for one kind of import.
 *
 * @param needs kinds imported before, at other services, whose events must have arrived where this one goes
 * @param header columns as the import's template names them
 * @param rows opened anew for each reading, to be closed by the reader; cells in the order of the header, empty text for none
 */
record SampleTable(String kind, List<String> needs, List<String> header, Supplier<Stream<List<String>>> rows) {

    long count() {
        try (Stream<List<String>> all = rows.get()) {
            return all.count();
        }
    }
}
