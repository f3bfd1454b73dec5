package org.qudao.forecast.mongo;

import java.time.YearMonth;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.UsedDriver;

/** The drivers of a forecast as documents. */
final class DriverDocuments {
    private DriverDocuments() {}

    static List<Document> documents(List<UsedDriver> drivers) {
        return drivers.stream().map(DriverDocuments::document).toList();
    }

    private static Document document(UsedDriver driver) {
        return new Document("kind", driver.kind().name())
                .append("name", driver.name())
                .append("how", driver.how())
                .append("estimate", estimate(driver.estimate()))
                .append(
                        "changes",
                        driver.changes().stream()
                                .map(change -> new Document(
                                                "month", change.month().toString())
                                        .append("before", change.before())
                                        .append("after", change.after()))
                                .toList());
    }

    private static @Nullable Document estimate(UsedDriver.@Nullable Estimate estimate) {
        return estimate == null
                ? null
                : new Document("own", estimate.own())
                        .append("ownError", estimate.ownError())
                        .append("group", estimate.group())
                        .append("groupDeviation", estimate.groupDeviation())
                        .append("weight", estimate.weight())
                        .append("used", estimate.used())
                        .append("error", estimate.error());
    }

    /** None in documents from before drivers were used. */
    static List<UsedDriver> drivers(Document forecast) {
        return forecast.getList("drivers", Document.class, List.of()).stream()
                .map(DriverDocuments::driver)
                .toList();
    }

    private static UsedDriver driver(Document document) {
        return new UsedDriver(
                UsedDriver.Kind.valueOf(document.getString("kind")),
                document.getString("name"),
                document.getString("how"),
                estimated(document.get("estimate", Document.class)),
                document.getList("changes", Document.class).stream()
                        .map(change -> new UsedDriver.Change(
                                YearMonth.parse(change.getString("month")),
                                change.getDouble("before"),
                                change.getDouble("after")))
                        .toList());
    }

    private static UsedDriver.@Nullable Estimate estimated(@Nullable Document document) {
        return document == null
                ? null
                : new UsedDriver.Estimate(
                        document.getDouble("own"),
                        document.getDouble("ownError"),
                        document.getDouble("group"),
                        document.getDouble("groupDeviation"),
                        document.getDouble("weight"),
                        document.getDouble("used"),
                        document.getDouble("error"));
    }
}
