package org.qudao.gateway.routing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.qudao.gateway.limits.Imports;

/** What takes longer than other requests may: imports, and the checks that read all of a book. It has places and time of its own. */
final class LongWork {

    private static final Set<String> CHECKS = Set.of("/api/v1/ledger/verify", "/api/v1/credit-accounts/verify");

    private LongWork() {}

    static boolean is(HttpServletRequest request) {
        return Imports.isUpload(request) || CHECKS.contains(request.getRequestURI());
    }
}
