package org.qudao.forecast.mongo;

import java.time.YearMonth;
import java.util.List;
import org.bson.Document;
import org.qudao.forecast.engine.Accuracy;
import org.qudao.forecast.engine.Member;
import org.qudao.forecast.engine.Route;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.ForecastOverride;
import org.qudao.forecast.model.MonthPoint;
import org.qudao.forecast.model.SeriesForecast;
import org.qudao.forecast.model.SeriesKey;
import org.qudao.forecast.model.SumQuantile;
import org.qudao.platform.mongo.Bsons;

/** A forecast as a document. Forecasts are estimates, so their figures are doubles, not decimals. */
final class ForecastDocuments {
    private ForecastDocuments() {}

    static Document document(SeriesForecast forecast) {
        return new Document("sku", forecast.key().sku())
                .append("regionId", forecast.key().regionId())
                .append("channel", forecast.key().channel().name())
                .append("runId", forecast.runId())
                .append("withdrawn", false)
                .append("asOf", forecast.asOf().toString())
                .append("model", forecast.model())
                .append("route", forecast.route().name())
                .append("reason", forecast.reason())
                .append("deviations", forecast.deviations())
                .append(
                        "quantiles",
                        forecast.quantiles().stream()
                                .map(q -> new Document("level", q.level()).append("units", q.units()))
                                .toList())
                .append(
                        "members",
                        forecast.members().stream()
                                .map(member -> new Document("model", member.model())
                                        .append("weight", member.weight())
                                        .append("error", member.error()))
                                .toList())
                .append("accuracy", accuracy(forecast.accuracy()))
                .append("history", forecast.history())
                .append("points", documents(forecast.points()))
                .append("drivers", DriverDocuments.documents(forecast.drivers()))
                .append("overridden", !forecast.overrides().isEmpty())
                .append(
                        "overrides",
                        forecast.overrides().stream()
                                .map(ForecastDocuments::document)
                                .toList());
    }

    private static Document document(ForecastOverride override) {
        return new Document("month", override.month().toString())
                .append("units", override.units())
                .append("reason", override.reason())
                .append("by", override.by())
                .append("at", Bsons.instant(override.at()))
                .append("forecast", override.forecast());
    }

    /** None in documents from before there were overrides. */
    static List<ForecastOverride> overrides(Document document) {
        return document.getList("overrides", Document.class, List.of()).stream()
                .map(o -> new ForecastOverride(
                        YearMonth.parse(o.getString("month")),
                        o.getDouble("units"),
                        o.getString("reason"),
                        o.getString("by"),
                        Bsons.instant(o, "at"),
                        o.getDouble("forecast")))
                .toList();
    }

    static List<Document> documents(List<MonthPoint> points) {
        return points.stream().map(ForecastDocuments::point).toList();
    }

    private static Document accuracy(Accuracy a) {
        return new Document("origins", a.origins())
                .append("mase", a.mase())
                .append("rmsse", a.rmsse())
                .append("wape", a.wape())
                .append("bias", a.bias())
                .append("coverage80", a.coverage80())
                .append("coverage95", a.coverage95());
    }

    private static Document point(MonthPoint p) {
        return new Document("month", p.month().toString())
                .append("mean", p.mean())
                .append("lo80", p.lo80())
                .append("hi80", p.hi80())
                .append("lo95", p.lo95())
                .append("hi95", p.hi95());
    }

    static SeriesForecast forecast(Document document) {
        Document a = document.get("accuracy", Document.class);
        return new SeriesForecast(
                document.getString("_id"),
                new SeriesKey(
                        document.getString("sku"),
                        document.getString("regionId"),
                        Channel.valueOf(document.getString("channel"))),
                document.getString("runId"),
                YearMonth.parse(document.getString("asOf")),
                document.getString("model"),
                Route.valueOf(document.getString("route")),
                document.getString("reason"),
                document.getList("members", Document.class).stream()
                        .map(m -> new Member(m.getString("model"), m.getDouble("weight"), m.getDouble("error")))
                        .toList(),
                new Accuracy(
                        a.getInteger("origins"),
                        a.getDouble("mase"),
                        a.getDouble("rmsse"),
                        a.getDouble("wape"),
                        a.getDouble("bias"),
                        a.getDouble("coverage80"),
                        a.getDouble("coverage95")),
                deviations(document),
                quantiles(document),
                document.getList("history", Number.class).stream()
                        .map(Number::longValue)
                        .toList(),
                points(document),
                DriverDocuments.drivers(document),
                overrides(document));
    }

    /** Documents of builds before sums were known have that of one month. */
    static List<Double> deviations(Document document) {
        List<Double> deviations = document.getList("deviations", Double.class);
        return deviations == null ? List.of(document.getDouble("deviation")) : deviations;
    }

    /** None in documents from before they were kept. */
    static List<SumQuantile> quantiles(Document document) {
        return document.getList("quantiles", Document.class, List.of()).stream()
                .map(q -> new SumQuantile(q.getDouble("level"), q.getList("units", Double.class)))
                .toList();
    }

    static List<MonthPoint> points(Document document) {
        return document.getList("points", Document.class).stream()
                .map(p -> new MonthPoint(
                        YearMonth.parse(p.getString("month")),
                        p.getDouble("mean"),
                        p.getDouble("lo80"),
                        p.getDouble("hi80"),
                        p.getDouble("lo95"),
                        p.getDouble("hi95")))
                .toList();
    }
}
