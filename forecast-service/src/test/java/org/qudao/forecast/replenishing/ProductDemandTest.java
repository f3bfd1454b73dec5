package org.qudao.forecast.replenishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.engine.replenishment.CumulativeError;
import org.qudao.forecast.engine.replenishment.SafetyMultiples;
import org.qudao.forecast.model.MonthPoint;
import org.qudao.forecast.model.Proposal;

class ProductDemandTest {
    private static final YearMonth AS_OF = YearMonth.of(2013, 12);
    private static final SafetyMultiples MULTIPLES = new SafetyMultiples(
            "forecast A", List.of(0.5, 0.95), List.of(new SafetyMultiples.Sum(10, 3, List.of(9.0, 19.0))));

    @Test
    void addsMeansAndVariancesOfAllSeries() {
        ProductDemand demand = ProductDemand.of(
                List.of(line(AS_OF, 10, 3), line(AS_OF, 20, 4)),
                1,
                AS_OF.plusMonths(1).atDay(1));

        assertThat(demand.series()).isEqualTo(2);
        assertThat(demand.months()).first().isEqualTo(new Proposal.MonthDemand("2014-01", 30));
        assertThat(demand.error().ofOnePeriod()).isCloseTo(5, within(1e-9));
    }

    @Test
    void aPlaceThatSharesTheDemandTakesItsPartOfMeanAndVariance() {
        ProductDemand demand = ProductDemand.of(
                List.of(line(AS_OF, 10, 4)), 0.25, AS_OF.plusMonths(1).atDay(1));

        assertThat(demand.months().getFirst().units()).isCloseTo(2.5, within(1e-9));
        assertThat(demand.error().ofOnePeriod()).isCloseTo(2, within(1e-9));
    }

    @Test
    void monthsThatAreOverDoNotCountAnyMore() {
        ProductDemand demand = ProductDemand.of(List.of(line(AS_OF, 10, 4)), 1, LocalDate.of(2014, 3, 1));

        assertThat(demand.months())
                .first()
                .extracting(Proposal.MonthDemand::month)
                .isEqualTo("2014-03");
        assertThat(demand.months()).hasSize(4);
    }

    @Test
    void theDaysOfThisMonthThatAreOverHaveHadTheirDemand() {
        ProductDemand demand = ProductDemand.of(List.of(line(AS_OF, 10, 4)), 1, LocalDate.of(2014, 2, 15));

        assertThat(demand.months())
                .first()
                .extracting(Proposal.MonthDemand::month)
                .isEqualTo("2014-02");
        assertThat(demand.passedDays()).as("14 of 28 days").isCloseTo(30.4375 / 2, within(1e-9));
        assertThat(ProductDemand.of(List.of(line(AS_OF, 10, 4)), 1, LocalDate.of(2013, 11, 20))
                        .passedDays())
                .as("a forecast of next year counts from its first day")
                .isZero();
    }

    @Test
    void errorsOfSumsAreAddedSumBySum() {
        ProductDemand demand = ProductDemand.of(
                List.of(line(AS_OF, 10, 3), line(AS_OF, 20, 4)),
                0.25,
                AS_OF.plusMonths(1).atDay(1));

        assertThat(demand.error().deviations()).containsExactly(2.5, 5.0);
    }

    /** Quantiles of parts do not add up to that of the whole, nor is a share of one that of the share. */
    @Test
    void onlyASingleSeriesAsAWholeIsCoveredByItsOwnQuantiles() {
        LocalDate today = AS_OF.plusMonths(1).atDay(1);

        assertThat(ProductDemand.of(List.of(line(AS_OF, 10, 3)), 1, today)
                        .expected()
                        .multiples())
                .isEqualTo(MULTIPLES);
        assertThat(ProductDemand.of(List.of(line(AS_OF, 10, 3)), 0.5, today)
                        .expected()
                        .multiples())
                .isNull();
        assertThat(ProductDemand.of(List.of(line(AS_OF, 10, 3), line(AS_OF, 1, 1)), 1, today)
                        .expected()
                        .multiples())
                .isNull();
    }

    @Test
    void aForecastThatIsOverAltogetherCountsFromItsFirstMonth() {
        ProductDemand demand = ProductDemand.of(List.of(line(AS_OF, 10, 4)), 1, LocalDate.of(2026, 11, 30));

        assertThat(demand.months()).hasSize(6);
    }

    @Test
    void aSeriesThatTheLatestRunNoLongerForecastIsLeftOut() {
        ProductDemand demand = ProductDemand.of(
                List.of(line(AS_OF, 10, 4), line(AS_OF.minusMonths(5), 99, 4)),
                1,
                AS_OF.plusMonths(1).atDay(1));

        assertThat(demand.months().getFirst().units()).isCloseTo(10, within(1e-9));
    }

    private static SkuForecasts.Line line(YearMonth asOf, double mean, double deviation) {
        List<MonthPoint> points = IntStream.rangeClosed(1, 6)
                .mapToObj(h -> new MonthPoint(asOf.plusMonths(h), mean, 0, 0, 0, 0))
                .toList();
        return new SkuForecasts.Line(
                "A", "R", asOf, new CumulativeError(List.of(deviation, 2 * deviation)), MULTIPLES, points);
    }
}
