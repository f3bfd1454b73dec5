package org.qudao.forecast.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Orders of a seasonal ARIMA model (Box &amp; Jenkins 1970).
 *
 * @param p autoregressive order @param d differences @param q moving average order
 * @param seasonalP the same at the seasonal lag @param seasonalD the same @param seasonalQ the same
 * @param constant whether the differenced series has a mean of its own, which is a drift after one difference
 */
record ArimaOrder(int p, int d, int q, int seasonalP, int seasonalD, int seasonalQ, boolean constant) {
    private static final int MOST_PARAMETERS = 5;
    private static final int HIGHEST = 4;
    private static final int HIGHEST_SEASONAL = 2;

    /** Starting points of the stepwise search (Hyndman &amp; Khandakar 2008, JSS 27, section 3.2). */
    static List<ArimaOrder> starts(int d, int seasonalD, boolean seasonal) {
        boolean constant = d + seasonalD <= 1;
        int s = seasonal ? 1 : 0;
        List<ArimaOrder> starts = new ArrayList<>();
        starts.add(new ArimaOrder(2, d, 2, s, seasonalD, 0, constant));
        starts.add(new ArimaOrder(0, d, 0, 0, seasonalD, 0, constant));
        starts.add(new ArimaOrder(1, d, 0, s, seasonalD, 0, constant));
        starts.add(new ArimaOrder(0, d, 1, 0, seasonalD, s, constant));
        return starts;
    }

    /** Orders one step away. */
    List<ArimaOrder> neighbours(boolean seasonal) {
        List<ArimaOrder> out = new ArrayList<>();
        for (int change = -1; change <= 1; change += 2) {
            add(out, p + change, q, seasonalP, seasonalQ, constant);
            add(out, p, q + change, seasonalP, seasonalQ, constant);
            add(out, p + change, q + change, seasonalP, seasonalQ, constant);
            if (seasonal) {
                add(out, p, q, seasonalP + change, seasonalQ, constant);
                add(out, p, q, seasonalP, seasonalQ + change, constant);
                add(out, p, q, seasonalP + change, seasonalQ + change, constant);
            }
        }
        if (d + seasonalD <= 1) {
            add(out, p, q, seasonalP, seasonalQ, !constant);
        }
        return out;
    }

    private void add(
            List<ArimaOrder> out, int newP, int newQ, int newSeasonalP, int newSeasonalQ, boolean newConstant) {
        boolean inside = newP >= 0
                && newQ >= 0
                && newSeasonalP >= 0
                && newSeasonalQ >= 0
                && newP <= HIGHEST
                && newQ <= HIGHEST
                && newSeasonalP <= HIGHEST_SEASONAL
                && newSeasonalQ <= HIGHEST_SEASONAL
                && newP + newQ + newSeasonalP + newSeasonalQ <= MOST_PARAMETERS;
        if (inside) {
            out.add(new ArimaOrder(newP, d, newQ, newSeasonalP, seasonalD, newSeasonalQ, newConstant));
        }
    }

    int coefficients() {
        return p + q + seasonalP + seasonalQ;
    }

    int parameters() {
        return coefficients() + (constant ? 1 : 0);
    }

    String label() {
        String season =
                seasonalP + seasonalD + seasonalQ == 0 ? "" : "(" + seasonalP + "," + seasonalD + "," + seasonalQ + ")";
        return "ARIMA(" + p + "," + d + "," + q + ")" + season + (constant && d + seasonalD > 0 ? " with drift" : "");
    }
}
