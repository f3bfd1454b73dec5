package org.qudao.forecast.engine.hierarchy;

import java.util.List;

/** How each method did on values that were kept back: means over all nodes. */
public record Evaluation(List<Row> rows) {

    /**
     * @param label a method's, or that of the base forecasts
     * @param rmse root mean squared error per node, averaged over nodes, in units
     * @param mase mean absolute scaled error, averaged over nodes; {@code cells} over the cells alone
     */
    public record Row(String label, double rmse, double mase, double cells) {}
}
