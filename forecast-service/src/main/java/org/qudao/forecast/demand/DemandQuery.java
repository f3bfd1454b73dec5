package org.qudao.forecast.demand;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.model.Channel;
import org.qudao.platform.security.Scope;

/**
 * @param visible nodes the caller may see
 * @param under nodes that the request asks for
 */
public record DemandQuery(
        Scope visible,
        Scope under,
        @Nullable String sku,
        @Nullable Channel channel,
        @Nullable YearMonth from,
        @Nullable YearMonth to,
        DemandBreakdown by) {}
