package org.qudao.forecast.model;

import java.time.LocalDate;

/** Event data: headquarters ordered a proposal. */
public record ProposalAccepted(String id, String place, String sku, long quantity, LocalDate expectedOn) {}
