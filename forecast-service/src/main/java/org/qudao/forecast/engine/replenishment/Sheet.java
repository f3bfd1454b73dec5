package org.qudao.forecast.engine.replenishment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The paper on which a calculation is written down, line by line. */
final class Sheet {
    private final List<Step> steps = new ArrayList<>();

    /**
     * Writes a line and answers its value.
     *
     * @param pattern of the inputs, with {@code %s} for each number
     */
    double line(String name, String formula, String pattern, double value, Number... inputs) {
        Object[] texts = new Object[inputs.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(inputs[i]);
        }
        steps.add(new Step(name, formula, String.format(Locale.ROOT, pattern, texts), value));
        return value;
    }

    void line(Step step) {
        steps.add(step);
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    static String text(Number number) {
        if (number instanceof Integer || number instanceof Long) {
            return number.toString();
        }
        String text = String.format(Locale.ROOT, "%.4f", number.doubleValue());
        return text.replaceAll("\\.?0+$", "");
    }
}
