package org.qudao.forecast.engine.hierarchy;

/**
 * How forecasts of all nodes are made coherent: by the covariance W of base forecast errors that a generalised least squares
 * projection assumes (Wickramasuriya, Athanasopoulos &amp; Hyndman 2019, "Optimal forecast reconciliation for hierarchical and
 * grouped time series through trace minimization", JASA 114).
 */
public enum Method {
    /** Cells are kept and added up; forecasts of aggregates are thrown away. */
    BOTTOM_UP("bottom-up"),
    /** W = I: all nodes err alike (Hyndman et al. 2011, CSDA 55). */
    OLS("OLS"),
    /** W = number of cells of each node; needs no history (Athanasopoulos et al. 2017, EJOR 262). */
    WLS_STRUCTURAL("WLS, structural"),
    /** W = variance of each node's one-step errors (Hyndman, Lee &amp; Wang 2016, CSDA 97). */
    WLS_VARIANCE("WLS, variance"),
    /** W = covariance of one-step errors, shrunk towards its diagonal (MinT with Schäfer &amp; Strimmer 2005). */
    MINT_SHRINK("MinT, shrunken"),
    /**
     * The same correlations with standard deviations in place of variances: half way to OLS, which trusts totals more. In-sample
     * variances of totals overstate how badly totals are forecast further ahead; which of the two is right the backtest says.
     */
    MINT_TEMPERED("MinT, tempered");

    private final String label;

    Method(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
