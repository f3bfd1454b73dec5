package org.qudao.gateway.problems;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class NotBeforeReadyTest {

    private final NotBeforeReady filter = new NotBeforeReady();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();

    @Test
    void asksForAnotherTryUntilEverythingIsSetUp() throws Exception {
        filter.doFilter(new MockHttpServletRequest(), response, chain);
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("2");
        assertThat(chain.getRequest()).isNull();
    }

    @Test
    void letsEverythingThroughOnceItIs() throws Exception {
        filter.ready();
        filter.doFilter(new MockHttpServletRequest(), response, chain);
        assertThat(chain.getRequest()).isNotNull();
    }
}
