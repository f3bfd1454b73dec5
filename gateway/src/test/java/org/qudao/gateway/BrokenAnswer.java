package org.qudao.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;

/** The ways in which a service can answer that are no answer. */
public enum BrokenAnswer {
    /** The answer begins too late. */
    SLOW(aResponse().withBody("{}").withFixedDelay(BrokenAnswer.LONG_MS)),
    /** The answer begins at once and does not end. */
    SLOW_TO_END(aResponse().withBody("{\"paths\":{}}").withChunkedDribbleDelay(10, BrokenAnswer.LONG_MS)),
    ERROR(aResponse().withStatus(500).withBody("{\"paths\":{}}")),
    RESET(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
    EMPTY(aResponse().withFault(Fault.EMPTY_RESPONSE)),
    /** The answer begins well and the connection ends in the middle of it. */
    CUT(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
    GARBAGE(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));

    private static final int LONG_MS = 20_000;

    private final ResponseDefinitionBuilder response;

    BrokenAnswer(ResponseDefinitionBuilder response) {
        this.response = response;
    }

    public ResponseDefinitionBuilder response() {
        return response;
    }
}
