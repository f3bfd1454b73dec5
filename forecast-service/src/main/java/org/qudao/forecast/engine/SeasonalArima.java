package org.qudao.forecast.engine;

/** ARIMA with seasonal differences where the season is strong and seen three times, else on the adjusted series. */
final class SeasonalArima implements Model {
    private final Model adjusted = Adjusted.of(Arima.averaged());
    private final Model seasonal = Arima.averaged();

    @Override
    public String name() {
        return "ARIMA";
    }

    @Override
    public Fit fit(double[] y, int frequency, int horizon) {
        boolean strong = frequency > 1
                && frequency <= Ets.LONGEST_SEASON
                && y.length >= Math.max(3 * frequency, Arima.fewestWithSeason(frequency))
                && Differencing.seasonal(y, frequency) == 1;
        return (strong ? seasonal : adjusted).fit(y, frequency, horizon);
    }
}
