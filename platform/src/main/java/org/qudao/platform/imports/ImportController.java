package org.qudao.platform.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.web.Ids;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** CSV import: send a file, see how far it has come, fetch what was rejected. */
@RestController
@RequestMapping("/api/v1/imports/{kind}")
@PreAuthorize("hasAnyRole('HQ','SERVICE')")
class ImportController {

    private static final String CSV = "text/csv";

    private static final String EXAMPLE =
            """
            sku,name,product_line,list_price
            S10_1678,"Motorcycle, 1969",Motorcycles,95.70
            S18_3232,Sports car 1992,Classic Cars,169.34
            """;

    /** So much of a refused body is still read, because many clients see the answer only after they have sent everything. */
    private static final long MAX_DRAINED_BYTES = 64L << 20;

    private static final Set<String> RESERVED_IDS = Set.of("template", "readiness");

    /** A spreadsheet would run such a cell as a formula. */
    private static final Pattern FORMULA = Pattern.compile("[=+@\\t\\r].*|-(?![0-9.]+$).*", Pattern.DOTALL);

    private final Map<String, RowImport<?>> kinds;
    private final RunImport runImport;
    private final ImportRuns runs;
    private final EventBacklog backlog;

    ImportController(List<RowImport<?>> kinds, RunImport runImport, ImportRuns runs, EventBacklog backlog) {
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(RowImport::kind, Function.identity()));
        this.runImport = runImport;
        this.runs = runs;
        this.backlog = backlog;
    }

    @RequestBody(
            required = true,
            description =
                    "A file by RFC 4180 in UTF-8, separated by commas. The first line names the columns, in any order; optional"
                            + " ones may be left out. `/template` of the kind says which there are and what their cells hold. Rows that"
                            + " are wrong are left out and listed in the reject file.",
            content =
                    @Content(
                            mediaType = CSV,
                            schema = @Schema(implementation = String.class),
                            examples = @ExampleObject(name = "products", value = EXAMPLE)))
    @PostMapping(consumes = CSV, produces = MediaType.APPLICATION_JSON_VALUE)
    ImportSummary post(
            @PathVariable String kind,
            @RequestHeader(name = "Import-Id", required = false) @Nullable String id,
            HttpServletRequest request,
            Principal principal)
            throws IOException {
        InputStream body = new CompleteBody(request.getInputStream(), request.getContentLengthLong());
        try {
            RowImport<?> found = find(kind);
            checkEncoding(request);
            if (id != null && (!Ids.valid(id) || RESERVED_IDS.contains(id))) {
                throw Refusal.badRequest("Import-Id", Ids.RULE);
            }
            ImportRun run = runImport.run(found, id, body, principal.getName());
            drain(body);
            return ImportSummary.of(run);
        } catch (Refusal refusal) {
            drain(body);
            throw refusal;
        }
    }

    /** The latest first. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<ImportSummary> list(
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return runs.page(find(kind).kind(), after, Page.limit(limit)).map(ImportSummary::of);
    }

    @GetMapping(path = "/template", produces = MediaType.APPLICATION_JSON_VALUE)
    ImportTemplate template(@PathVariable String kind) {
        return ImportTemplate.of(find(kind));
    }

    /** The empty file: only its header row. */
    @GetMapping(path = "/template", produces = CSV)
    String emptyFile(@PathVariable String kind) {
        return Header.line(find(kind).columns()) + "\r\n";
    }

    /** Whether the service of this kind has heard of what was imported elsewhere, and told the others. */
    @GetMapping(path = "/readiness", produces = MediaType.APPLICATION_JSON_VALUE)
    ImportReadiness readiness(@PathVariable String kind) {
        find(kind);
        return ImportReadiness.of(backlog);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ImportSummary get(@PathVariable String kind, @PathVariable String id) {
        return ImportSummary.of(find(kind, id));
    }

    /** One line per wrong cell. */
    @GetMapping(path = "/{id}/rejects", produces = CSV)
    void rejects(@PathVariable String kind, @PathVariable String id, HttpServletResponse response) throws IOException {
        ImportRun run = find(kind, id);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + kind + "-rejects.csv\"");
        try (CsvWriter csv =
                CsvWriter.builder().build(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
            csv.writeRecord("row", "column", "rule", "value", "message");
            runs.eachReject(
                    run.id(),
                    reject -> csv.writeRecord(
                            Long.toString(reject.row()),
                            reject.column(),
                            reject.rule(),
                            harmless(reject.value()),
                            harmless(reject.message())));
        }
    }

    private RowImport<?> find(String kind) {
        RowImport<?> found = kinds.get(kind);
        if (found == null) {
            throw Refusal.notFound("import", kind);
        }
        return found;
    }

    private ImportRun find(String kind, String id) {
        return runs.find(id).filter(run -> run.kind().equals(kind)).orElseThrow(() -> Refusal.notFound("import", id));
    }

    private static void checkEncoding(HttpServletRequest request) {
        String encoding = MediaType.parseMediaType(request.getContentType()).getParameter("charset");
        if (encoding != null && !encoding.equalsIgnoreCase("utf-8")) {
            throw new Refusal(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-encoding",
                    "Unsupported encoding",
                    "The file must be UTF-8, not " + encoding + ".");
        }
    }

    private static void drain(InputStream body) {
        try {
            body.skipNBytes(MAX_DRAINED_BYTES);
        } catch (IOException end) {
            // Either all is read or nobody is sending any more.
        }
    }

    private static String harmless(String cell) {
        return FORMULA.matcher(cell).matches() ? "'" + cell : cell;
    }
}
