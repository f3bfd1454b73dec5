package org.qudao.forecast.engine.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Cuts a file into blocks of series that are pooled together. What would be left as a block too small to learn from joins the last one. */
final class Blocks {
    private final SeriesFile file;
    private final int size;
    private final int smallest;
    private List<SeriesFile.Entry> ahead = new ArrayList<>();

    /** @param smallest of a block, unless the file is smaller; the last one has less than {@code size + smallest} series */
    Blocks(SeriesFile file, int size, int smallest) {
        this.file = file;
        this.size = size;
        this.smallest = smallest;
    }

    /** @return none after the last series */
    List<SeriesFile.Entry> next() throws IOException {
        List<SeriesFile.Entry> block = ahead;
        ahead = new ArrayList<>();
        while (block.size() < size + smallest) {
            SeriesFile.Entry entry = file.next();
            if (entry == null) {
                return block;
            }
            block.add(entry);
        }
        List<SeriesFile.Entry> rest = block.subList(size, block.size());
        ahead.addAll(rest);
        rest.clear();
        return block;
    }
}
