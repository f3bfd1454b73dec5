package org.qudao.local.sample;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Loads a sample through the gateway. Loading the same sample again changes nothing.
 *
 * <p>Services learn of each other's data by events. Before a kind that names data of another service is sent, that service must have
 * published and this one must have read; {@code GET /api/v1/imports/{kind}/readiness} tells.
 */
public final class SampleImport {

    private final Sample sample;

    SampleImport(Sample sample) {
        this.sample = sample;
    }

    /** 122 dealers of scale models with credit limits, 110 products, 326 orders of 2003 to 2005; from the class path. */
    public static SampleImport steelWheels() {
        return new SampleImport(new SteelWheels());
    }

    /**
     * 701 dealers and 18,484 direct customers of a bicycle manufacturer, 31,455 orders of 2010 to 2014.
     *
     * @throws IllegalArgumentException naming the files that the directory lacks
     */
    public static SampleImport adventureWorks(Path directory) {
        return new SampleImport(new AdventureWorks(directory));
    }

    public String name() {
        return sample.name();
    }

    public Personas personas() {
        return sample.personas();
    }

    /**
     * @param bearerToken asked for each request; of headquarters or of a service
     * @throws SampleImportFailed when a kind is refused as a whole; rejected rows are no failure but counted in the report
     */
    public SampleReport run(URI gateway, Supplier<String> bearerToken, Consumer<Progress> progress)
            throws InterruptedException {
        List<SampleTable> tables = sample.tables();
        List<SampleReport.Line> lines = new ArrayList<>();
        String run = UUID.randomUUID().toString().substring(0, 8);
        try (sample;
                ImportApi api = new ImportApi(gateway, bearerToken)) {
            for (SampleTable table : tables) {
                long start = System.nanoTime();
                Step step = new Step(table.kind(), lines.size() + 1, tables.size(), table.count(), progress);
                if (!table.needs().isEmpty()) {
                    step.tell(Progress.Stage.WAITING, 0, 0);
                    awaitEvents(api, table);
                }
                step.tell(Progress.Stage.IMPORTING, 0, 0);
                JsonNode summary = api.send(
                        table,
                        sample.name() + "-" + table.kind() + "-" + run,
                        (rows, rejected) -> step.tell(Progress.Stage.IMPORTING, rows, rejected));
                SampleReport.Line line = line(table.kind(), summary, (System.nanoTime() - start) / 1e9);
                step.tell(Progress.Stage.DONE, line.rows(), line.rejected());
                lines.add(line);
            }
        }
        return new SampleReport(sample.name(), List.copyOf(lines));
    }

    private static void awaitEvents(ImportApi api, SampleTable table) throws InterruptedException {
        boolean arrived = true;
        for (String needed : table.needs()) {
            arrived &= api.awaitPublished(needed);
        }
        arrived &= api.awaitRead(table.kind());
        if (!arrived) {
            throw new SampleImportFailed("the events of %s did not arrive at the service of %s within three minutes"
                    .formatted(table.needs(), table.kind()));
        }
    }

    private static SampleReport.Line line(String kind, JsonNode summary, double seconds) {
        JsonNode rejectFile = summary.path("rejectFile");
        @Nullable String path = rejectFile.isString() ? rejectFile.asString() : null;
        return new SampleReport.Line(
                kind,
                summary.path("rows").asLong(),
                summary.path("units").asLong(),
                summary.path("inserted").asLong(),
                summary.path("updated").asLong(),
                summary.path("unchanged").asLong(),
                summary.path("rejected").asLong(),
                path,
                seconds);
    }

    private record Step(String kind, int number, int of, long rows, Consumer<Progress> listener) {
        void tell(Progress.Stage stage, long done, long rejected) {
            listener.accept(new Progress(stage, kind, number, of, done, rows, rejected));
        }
    }
}
