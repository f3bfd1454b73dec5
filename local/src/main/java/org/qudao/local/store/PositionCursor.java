package org.qudao.local.store;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * What a query may still find: places of documents, which are read when they are asked for. The library's cursor holds the documents
 * themselves, and whoever reads a large collection from end to end would fill the memory with it.
 */
final class PositionCursor extends AbstractCursor {

    private final Iterator<Long> positions;
    private final Function<List<Long>, List<Document>> reading;

    /** @param reading the documents at the positions that are still there and match */
    PositionCursor(long id, Iterator<Long> positions, Function<List<Long>, List<Document>> reading) {
        super(id);
        this.positions = positions;
        this.reading = reading;
    }

    @Override
    public synchronized boolean isEmpty() {
        return !positions.hasNext();
    }

    @Override
    public synchronized List<Document> takeDocuments(int number) {
        List<Document> taken = new ArrayList<>();
        while (taken.size() < number && positions.hasNext()) {
            List<Long> next = new ArrayList<>();
            while (taken.size() + next.size() < number && positions.hasNext()) {
                next.add(positions.next());
            }
            taken.addAll(reading.apply(next));
        }
        return taken;
    }
}
