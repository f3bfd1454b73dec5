package org.qudao.gateway.limits;

import jakarta.servlet.http.HttpServletRequest;

/** CSV uploads, the only requests that may be large and take long. */
public final class Imports {

    private static final String PATH = "/api/v1/imports/";

    private Imports() {}

    /** Looks at the address as it was sent, so that an encoded one never gets the wider limits. */
    public static boolean isUpload(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getRequestURI().startsWith(PATH);
    }
}
