package org.qudao.forecast.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Models with what they have learnt, as bytes. Whoever changes what a model writes changes {@link KeptForecast#VERSION}. */
final class ModelFormat {
    private static final int THETA = 1;
    private static final int ADJUSTED = 2;
    private static final int AGGREGATED = 3;
    private static final int ETS = 4;
    private static final int ARIMA = 5;
    private static final int SEASONAL_ARIMA = 6;
    private static final int CES = 7;
    private static final int SEASONAL_NAIVE = 8;
    private static final int INTERMITTENT = 9;
    private static final int MOST_NUMBERS = 10_000;

    private ModelFormat() {}

    static void write(Model model, DataOutput out) throws IOException {
        switch (model) {
            case Theta theta -> {
                out.writeByte(THETA);
                theta.write(out);
            }
            case Adjusted adjusted -> {
                out.writeByte(ADJUSTED);
                adjusted.write(out);
            }
            case Aggregated aggregated -> {
                out.writeByte(AGGREGATED);
                aggregated.write(out);
            }
            case Ets ets -> {
                out.writeByte(ETS);
                ets.write(out);
            }
            case Arima arima -> {
                out.writeByte(ARIMA);
                arima.write(out);
            }
            case SeasonalArima arima -> out.writeByte(SEASONAL_ARIMA);
            case Ces ces -> {
                out.writeByte(CES);
                ces.write(out);
            }
            case SeasonalNaive naive -> out.writeByte(SEASONAL_NAIVE);
            case Intermittent intermittent -> {
                out.writeByte(INTERMITTENT);
                intermittent.write(out);
            }
            default -> throw new IllegalArgumentException(model.name() + " has no format");
        }
    }

    static Model read(DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case THETA -> Theta.read(in);
            case ADJUSTED -> Adjusted.read(in);
            case AGGREGATED -> Aggregated.read(in);
            case ETS -> Ets.read(in);
            case ARIMA -> Arima.read(in);
            case SEASONAL_ARIMA -> new SeasonalArima();
            case CES -> Ces.read(in);
            case SEASONAL_NAIVE -> new SeasonalNaive();
            case INTERMITTENT -> Intermittent.read(in);
            default -> throw new IOException("model of kind " + kind);
        };
    }

    static void write(double[] numbers, DataOutput out) throws IOException {
        out.writeShort(numbers.length);
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    static double[] readNumbers(DataInput in) throws IOException {
        int length = in.readUnsignedShort();
        if (length > MOST_NUMBERS) {
            throw new IOException(length + " numbers");
        }
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = in.readDouble();
        }
        return numbers;
    }
}
