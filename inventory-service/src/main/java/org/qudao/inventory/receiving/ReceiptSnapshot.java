package org.qudao.inventory.receiving;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A receipt as it is told to others. That its goods are being booked is nobody's affair: the ledger tells each of them. */
public record ReceiptSnapshot(
        String id,
        String place,
        Receipt.Status status,
        List<Receipt.Line> lines,
        @Nullable LocalDate expectedOn,
        @Nullable LocalDate receivedOn,
        @Nullable LocalDate cancelledOn) {

    public static ReceiptSnapshot of(Receipt receipt) {
        return new ReceiptSnapshot(
                receipt.id(),
                receipt.place(),
                receipt.status(),
                receipt.lines(),
                receipt.expectedOn(),
                receipt.receivedOn(),
                receipt.cancelledOn());
    }

    /** The event that tells of the status; null for a status that is not told. */
    public static @Nullable String type(Receipt.Status status) {
        return switch (status) {
            case PLANNED -> "ReceiptPlanned";
            case RECEIVING -> null;
            case RECEIVED -> "ReceiptReceived";
            case CANCELLED -> "ReceiptCancelled";
        };
    }
}
