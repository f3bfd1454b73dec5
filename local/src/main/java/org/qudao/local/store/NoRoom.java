package org.qudao.local.store;

import de.bwaldvogel.mongo.exception.MongoServerError;

/** The change is not stored, for the disk is full. Has the code that a MongoDB server gives then. */
final class NoRoom extends MongoServerError {

    private static final int OUT_OF_DISK_SPACE = 14031;

    NoRoom() {
        super(OUT_OF_DISK_SPACE, "OutOfDiskSpace", "The disk is full; changes are taken again when there is room");
        setLogError(false); // it is said once, by the reserve, not for every change with all that is in it
    }
}
