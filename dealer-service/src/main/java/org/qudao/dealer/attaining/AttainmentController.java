package org.qudao.dealer.attaining;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.sales.Basis;
import org.qudao.dealer.targets.Measure;
import org.qudao.dealer.targets.Period;
import org.qudao.dealer.targets.Target;
import org.qudao.platform.security.Caller;
import org.qudao.platform.web.Refusal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/attainment")
@Tag(name = "Attainment", description = "Target against actual, live")
class AttainmentController {
    private final MeasureAttainment measureAttainment;
    private final MeasureSalespeople measureSalespeople;
    private final Clock clock;

    AttainmentController(MeasureAttainment measureAttainment, MeasureSalespeople measureSalespeople, Clock clock) {
        this.measureAttainment = measureAttainment;
        this.measureSalespeople = measureSalespeople;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER','DEALER','OUTLET')")
    @Operation(
            summary = "Attainment per partner under a node",
            description =
                    "Each day is claimed by the shortest explicit target that holds it, and by the published plan's month where"
                            + " there is none; a month that lies partly outside counts by its days. `on` counts and projects as of"
                            + " another day than today. A dealer's row includes its outlets.")
    AttainmentAnswer partners(
            Caller caller,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "REVENUE") Measure measure,
            @RequestParam(defaultValue = "SELL_IN") Basis basis,
            @RequestParam(required = false) @Nullable String productLine,
            @RequestParam(required = false) @Nullable LocalDate on) {
        return measureAttainment.measure(caller, under, question(from, to, measure, basis, productLine, on));
    }

    @GetMapping("/salespeople")
    @PreAuthorize("hasAnyRole('HQ','SERVICE','REGIONAL_MANAGER')")
    @Operation(
            summary = "Quota attainment per salesperson",
            description =
                    "The salesperson's sales against the targets set for the salesperson; `nodeId` holds the salesperson's id."
                            + " A dealer's sale that names nobody is that of the one who works the dealer's area, or the"
                            + " nearest region above, on the day on which it counts; nobody's where several do. A"
                            + " regional manager sees those who only work regions of the own scope.")
    AttainmentAnswer salespeople(
            Caller caller,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "REVENUE") Measure measure,
            @RequestParam(required = false) @Nullable String productLine,
            @RequestParam(required = false) @Nullable LocalDate on) {
        return measureSalespeople.measure(caller, question(from, to, measure, Basis.SELL_IN, productLine, on));
    }

    private Question question(
            LocalDate from,
            LocalDate to,
            Measure measure,
            Basis basis,
            @Nullable String productLine,
            @Nullable LocalDate on) {
        if (to.isBefore(from)) {
            throw Refusal.badRequest("to", "must not be before from");
        }
        if (from.plusDays(Target.LONGEST_PERIOD_DAYS).isBefore(to)) {
            throw Refusal.badRequest("to", "must be at most ten years after from");
        }
        LocalDate today = clock.instant().atZone(clock.getZone()).toLocalDate();
        return new Question(new Period(from, to), on == null ? today : on, measure, basis, productLine);
    }
}
