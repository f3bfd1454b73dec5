package org.qudao.forecast.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.engine.replenishment.CumulativeError;
import org.qudao.forecast.engine.replenishment.SafetyMultiples;
import org.qudao.forecast.forecasting.Forecasts;
import org.qudao.forecast.model.Channel;
import org.qudao.forecast.model.ForecastPublished;
import org.qudao.forecast.model.MonthPoint;
import org.qudao.forecast.model.SeriesForecast;
import org.qudao.forecast.model.SumQuantile;
import org.qudao.forecast.overriding.OverridableForecasts;
import org.qudao.forecast.replenishing.SkuForecasts;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.Decision;
import org.qudao.platform.outbox.NewAggregate;
import org.qudao.platform.outbox.OutgoingEvent;
import org.qudao.platform.security.Scope;
import org.springframework.stereotype.Component;

/** One aggregate per series; each replacement publishes the new forecast. */
@Component
class MongoForecasts implements Forecasts, SkuForecasts, OverridableForecasts {
    static final String COLLECTION = "forecasts";
    static final String TOPIC = "forecast.forecast";
    private static final String WITHDRAWN = "withdrawn";
    private static final Bson CURRENT = Filters.eq(WITHDRAWN, false);
    private static final int WRITERS = 8;

    private final Aggregates aggregates;

    MongoForecasts(AggregatesFactory factory) {
        this.aggregates = factory.of(COLLECTION, TOPIC);
    }

    @Override
    public void publish(List<SeriesForecast> forecasts) {
        Map<String, SeriesForecast> byId =
                forecasts.stream().collect(Collectors.toMap(SeriesForecast::id, Function.identity()));
        Set<String> known = aggregates
                .documents()
                .find(Filters.in("_id", byId.keySet()))
                .projection(Projections.include("_id"))
                .map(document -> document.getString("_id"))
                .into(new HashSet<>());
        List<NewAggregate> fresh = forecasts.stream()
                .filter(forecast -> !known.contains(forecast.id()))
                .map(forecast -> new NewAggregate(forecast.id(), ForecastDocuments.document(forecast), event(forecast)))
                .toList();
        known.addAll(aggregates.insertAll(fresh));
        replaceAll(known.stream().map(byId::get).toList());
    }

    /** Replacements are single conditional writes, so several go side by side. */
    private void replaceAll(List<SeriesForecast> forecasts) {
        if (forecasts.isEmpty()) {
            return;
        }
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> all = new ArrayList<>(forecasts.size());
            for (SeriesForecast forecast : forecasts) {
                all.add(writers.submit(() -> replace(forecast)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a forecast could not be stored", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while storing forecasts", e);
        }
    }

    private void replace(SeriesForecast forecast) {
        aggregates.retrying(forecast.id(), stored -> {
            SeriesForecast kept = forecast.with(ForecastDocuments.overrides(stored.state()));
            return Decision.save(ForecastDocuments.document(kept), event(kept), forecast.id());
        });
    }

    @Override
    public void withdrawAllBut(String runId) {
        List<String> left = aggregates
                .documents()
                .find(Filters.and(Filters.ne("runId", runId), CURRENT))
                .projection(Projections.include("_id"))
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
        for (String id : left) {
            aggregates.retrying(id, stored -> {
                if (runId.equals(stored.state().getString("runId"))) {
                    return Decision.nothing(id);
                }
                SeriesForecast forecast = ForecastDocuments.forecast(new Document(stored.state()).append("_id", id));
                return Decision.save(
                        stored.state().append(WITHDRAWN, true),
                        new OutgoingEvent("ForecastWithdrawn", ForecastPublished.of(forecast)),
                        id);
            });
        }
    }

    private static OutgoingEvent event(SeriesForecast forecast) {
        return new OutgoingEvent("ForecastPublished", ForecastPublished.of(forecast));
    }

    @Override
    public Optional<SeriesForecast> find(Scope regions, String seriesId) {
        Bson filter = Filters.and(Filters.eq("_id", seriesId), regions.filter("regionId"), CURRENT);
        return Optional.ofNullable(aggregates.documents().find(filter).first()).map(ForecastDocuments::forecast);
    }

    @Override
    public List<SeriesForecast> list(
            Scope regions,
            Scope under,
            @Nullable Channel channel,
            @Nullable String sku,
            @Nullable String after,
            int limit) {
        List<Bson> all = new ArrayList<>();
        all.add(regions.filter("regionId"));
        all.add(under.filter("regionId"));
        all.add(CURRENT);
        if (channel != null) {
            all.add(Filters.eq("channel", channel.name()));
        }
        if (sku != null) {
            all.add(Filters.eq("sku", sku));
        }
        if (after != null) {
            all.add(Filters.gt("_id", after));
        }
        return aggregates
                .documents()
                .find(Filters.and(all))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(ForecastDocuments::forecast)
                .into(new ArrayList<>());
    }

    @Override
    public Set<String> skus() {
        return aggregates
                .documents()
                .find(CURRENT)
                .projection(Projections.include("sku"))
                .map(document -> document.getString("sku"))
                .into(new HashSet<>());
    }

    @Override
    public List<Line> of(Set<String> skus) {
        return aggregates
                .documents()
                .find(Filters.and(Filters.in("sku", skus), CURRENT))
                .projection(Projections.include(
                        "sku", "regionId", "asOf", "deviation", "deviations", "quantiles", "points", "overrides"))
                .map(MongoForecasts::line)
                .into(new ArrayList<>());
    }

    private static Line line(Document document) {
        List<MonthPoint> points = ForecastDocuments.points(document);
        List<Double> deviations = ForecastDocuments.deviations(document);
        List<SumQuantile> quantiles = ForecastDocuments.quantiles(document);
        return new Line(
                document.getString("sku"),
                document.getString("regionId"),
                YearMonth.parse(document.getString("asOf")),
                new CumulativeError(deviations),
                SafetyMultiples.of(
                        "forecast " + document.getString("_id"),
                        points.stream().map(MonthPoint::mean).toList(),
                        deviations,
                        quantiles.stream().map(SumQuantile::level).toList(),
                        quantiles.stream().map(SumQuantile::units).toList()),
                SeriesForecast.planned(points, ForecastDocuments.overrides(document)));
    }

    @Override
    public Optional<SeriesForecast> change(Scope regions, String seriesId, UnaryOperator<SeriesForecast> decide) {
        if (find(regions, seriesId).isEmpty()) {
            return Optional.empty();
        }
        return aggregates.retrying(seriesId, stored -> {
            SeriesForecast current = ForecastDocuments.forecast(new Document(stored.state()).append("_id", seriesId));
            SeriesForecast next = decide.apply(current);
            return next.equals(current)
                    ? Decision.nothing(current)
                    : Decision.save(ForecastDocuments.document(next), event(next), next);
        });
    }

    @Override
    public List<SeriesForecast> overridden(
            Scope regions, Scope under, @Nullable String sku, @Nullable String after, int limit) {
        Bson filter = withOverrides(regions, under, sku);
        return aggregates
                .documents()
                .find(after == null ? filter : Filters.and(filter, Filters.gt("_id", after)))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(ForecastDocuments::forecast)
                .into(new ArrayList<>());
    }

    @Override
    public void readOverridden(Scope regions, Scope under, @Nullable String sku, Consumer<SeriesForecast> reader) {
        aggregates
                .documents()
                .find(withOverrides(regions, under, sku))
                .map(ForecastDocuments::forecast)
                .forEach(reader);
    }

    private static Bson withOverrides(Scope regions, Scope under, @Nullable String sku) {
        List<Bson> all = new ArrayList<>();
        all.add(regions.filter("regionId"));
        all.add(under.filter("regionId"));
        all.add(CURRENT);
        all.add(Filters.eq("overridden", true));
        if (sku != null) {
            all.add(Filters.eq("sku", sku));
        }
        return Filters.and(all);
    }
}
