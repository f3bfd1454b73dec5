package org.qudao.forecast.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A forecast as bytes, with everything that {@link ForecastEngine#update} needs of it: models with their parameters, and the errors of their
 * backtest, from which their shares come. Some kilobytes, bounded by the horizon and the number of models, and for
 * intermittent demand by the length of the history. The pool is not in it; a run pools anew.
 */
public final class KeptForecast {
    /** Of the format; what another version wrote is not read. */
    static final int VERSION = 1;

    private KeptForecast() {}

    /** Empty where no model was fitted: such a forecast is as quickly made again. */
    public static Optional<byte[]> write(Forecast forecast) {
        Combination combination = forecast.combination();
        if (combination == null) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(forecast.route().name());
            out.writeUTF(forecast.reason());
            write(combination, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(bytes.toByteArray());
    }

    /** Empty when the bytes are of another version, or cannot be read: the series is then forecast anew. */
    public static Optional<Forecast> read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readUnsignedByte() != VERSION) {
                return Optional.empty();
            }
            Route route = Route.valueOf(in.readUTF());
            String reason = in.readUTF();
            return Optional.of(Forecast.combined(route, reason, combination(in), Calibration.standard()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void write(Combination combination, DataOutputStream out) throws IOException {
        out.writeUTF(combination.members().name());
        out.writeInt(combination.frequency());
        out.writeBoolean(combination.demand());
        out.writeInt(combination.fitted());
        out.writeDouble(combination.scale());
        out.writeDouble(combination.squaredScale());
        out.writeInt(combination.exponent());
        ModelFormat.write(combination.pieces(), out);
        out.writeDouble(combination.unit());
        for (Model model : combination.kept()) {
            ModelFormat.write(model, out);
        }
        for (Path path : combination.paths()) {
            ModelFormat.write(path.mean(), out);
            ModelFormat.write(path.spread(), out);
        }
        combination.backtest().write(out);
    }

    private static Combination combination(DataInputStream in) throws IOException {
        Members members = Members.valueOf(in.readUTF());
        int frequency = in.readInt();
        boolean demand = in.readBoolean();
        int fitted = in.readInt();
        double scale = in.readDouble();
        double squaredScale = in.readDouble();
        int exponent = in.readInt();
        double[] pieces = ModelFormat.readNumbers(in);
        double unit = in.readDouble();
        List<Model> kept = new ArrayList<>();
        for (int i = 0; i < members.models().size(); i++) {
            kept.add(ModelFormat.read(in));
        }
        List<Path> paths = new ArrayList<>();
        for (int i = 0; i < members.models().size(); i++) {
            paths.add(new Path(ModelFormat.readNumbers(in), ModelFormat.readNumbers(in)));
        }
        return new Combination(
                members,
                frequency,
                demand,
                fitted,
                scale,
                squaredScale,
                exponent,
                pieces,
                unit,
                kept,
                paths,
                Backtest.read(in));
    }
}
