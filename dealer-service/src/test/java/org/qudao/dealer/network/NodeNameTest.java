package org.qudao.dealer.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeNameTest {
    @Test
    void longPersianNamesWithZeroWidthNonJoinersAreFine() {
        String name =
                "نمایندگی\u200cهای فروش و خدمات پس از فروش شرکت بازرگانی پارسیان خودرو ایرانیان شعبهٔ مرکزی تهران، خیابان ولیعصر";
        assertThat(NodeName.fault(name)).isEmpty();
        assertThat(NodeName.fault("ن".repeat(200))).isEmpty();
    }

    @Test
    void charactersAreCountedAsPeopleCountThem() {
        assertThat(NodeName.fault("🚲".repeat(200))).isEmpty();
        assertThat(NodeName.fault("🚲".repeat(201))).isPresent();
    }

    @Test
    void emptyControlAndBrokenTextIsRefused() {
        assertThat(NodeName.fault("  ")).isPresent();
        assertThat(NodeName.fault("a\u0000b")).isPresent();
        assertThat(NodeName.fault("a\nb")).isPresent();
        assertThat(NodeName.fault("a\ud83d")).isPresent();
    }

    @Test
    void surroundingSpaceIsTakenOff() {
        assertThat(NodeName.trimmed("  فروشگاه ")).isEqualTo("فروشگاه");
    }
}
