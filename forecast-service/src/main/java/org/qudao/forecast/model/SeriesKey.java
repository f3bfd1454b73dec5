package org.qudao.forecast.model;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** One forecast series: a product in a region through a channel. */
public record SeriesKey(String sku, String regionId, Channel channel) implements Comparable<SeriesKey> {
    /** Region of nodes that have no region above them, or are not known yet. */
    public static final String NO_REGION = "unassigned";

    private static final int LONGEST_ID = 64;

    /**
     * Readable where that is unambiguous ("BK-M82B-42.T04.DIRECT"), else derived from the parts.
     */
    public String id() {
        String readable = sku + "." + regionId + "." + channel;
        boolean unambiguous = sku.indexOf('.') < 0 && regionId.indexOf('.') < 0;
        if (unambiguous && readable.length() <= LONGEST_ID) {
            return readable;
        }
        String parts = sku + '\u0000' + regionId + '\u0000' + channel;
        return UUID.nameUUIDFromBytes(parts.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public int compareTo(SeriesKey other) {
        int bySku = sku.compareTo(other.sku);
        int byRegion = regionId.compareTo(other.regionId);
        return bySku != 0 ? bySku : byRegion != 0 ? byRegion : channel.compareTo(other.channel);
    }
}
