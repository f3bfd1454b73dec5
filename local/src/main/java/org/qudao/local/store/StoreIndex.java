package org.qudao.local.store;

import de.bwaldvogel.mongo.bson.Document;

/** An index that {@link Plan} can scan. */
interface StoreIndex {

    IndexMap scans();

    boolean needsWholeKey();

    /** Takes the document's entries away. */
    void remove(Document document, long position);
}
