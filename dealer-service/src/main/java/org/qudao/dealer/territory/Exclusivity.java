package org.qudao.dealer.territory;

/** Whether others may sell the same in the same area. */
public enum Exclusivity {
    /** Nobody else is granted the same product line in the area at the same time. */
    EXCLUSIVE,
    /** Others may hold shared grants beside this one. */
    SHARED
}
