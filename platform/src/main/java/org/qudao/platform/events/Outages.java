package org.qudao.platform.events;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;

/** Tells "the store or the broker does not answer now" (wait and repeat) from "this can never work" (refuse). */
public final class Outages {

    /** The code of a server whose disk is full. */
    private static final int OUT_OF_DISK_SPACE = 14031;

    private Outages() {}

    public static boolean isOutage(@Nullable Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof MongoSocketException
                    || t instanceof MongoTimeoutException
                    || t instanceof MongoNotPrimaryException
                    || t instanceof MongoNodeIsRecoveringException
                    || t instanceof MongoInterruptedException
                    || (t instanceof MongoClientException client && client.hasErrorLabel("RetryableError"))
                    || (t instanceof MongoException mongo
                            && mongo.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL))
                    || (t instanceof MongoException refusal && refusal.getCode() == OUT_OF_DISK_SPACE)
                    || t instanceof RetriableException
                    || t instanceof KafkaException) {
                return true;
            }
        }
        return false;
    }
}
