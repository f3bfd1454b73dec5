package org.qudao.forecast.demand;

import java.util.List;

/** Port: demand summed up per month and key, in that order. */
public interface DemandFigures {
    List<MonthlyDemand> monthly(DemandQuery query);
}
