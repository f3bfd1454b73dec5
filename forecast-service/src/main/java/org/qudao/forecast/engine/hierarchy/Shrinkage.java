package org.qudao.forecast.engine.hierarchy;

/**
 * Intensity with which correlations are shrunk towards zero: λ = Σ Var(r_ij) ÷ Σ r_ij² over all pairs i ≠ j (Schäfer &amp; Strimmer
 * 2005, "A shrinkage approach to large-scale covariance matrix estimation", SAGMB 4, with errors of mean zero).
 */
final class Shrinkage {
    /** Some weight always stays on the diagonal, which keeps W invertible. */
    private static final double LEAST = 0.01;

    private Shrinkage() {}

    /**
     * The double sums over pairs are taken as single sums over periods, so that the work grows with nodes × periods²:
     * Σ_ij r_ij² = Σ_st (z_s · z_t)² ÷ T² and Σ_ij z_ti² z_tj² = (Σ_i z_ti²)².
     */
    static double intensity(ErrorHistory errors) {
        int periods = errors.periods();
        int nodes = errors.nodes();
        if (periods < 2) {
            return 1;
        }
        double squaresOfR = 0;
        double squaresOfW = 0;
        for (int s = 0; s < periods; s++) {
            for (int t = s; t < periods; t++) {
                double dot = 0;
                for (int i = 0; i < nodes; i++) {
                    dot += errors.standardised(i, s) * errors.standardised(i, t);
                }
                squaresOfR += (s == t ? 1 : 2) * dot * dot;
                squaresOfW += s == t ? dot * dot : 0;
            }
        }
        squaresOfR /= (double) periods * periods;
        for (int i = 0; i < nodes; i++) {
            double r = 0;
            for (int t = 0; t < periods; t++) {
                double w = errors.standardised(i, t) * errors.standardised(i, t);
                r += w / periods;
                squaresOfW -= w * w;
            }
            squaresOfR -= r * r;
        }
        // Var(r) = Σ_t (w_t − r)² ÷ (T (T − 1)) with w_t = z_ti z_tj, of mean r
        double variances = (squaresOfW - periods * squaresOfR) / ((double) periods * (periods - 1));
        return squaresOfR <= 0 ? 1 : Math.clamp(variances / squaresOfR, LEAST, 1);
    }
}
