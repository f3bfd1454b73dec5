package org.qudao.e2e.attacks;

import org.qudao.e2e.Installation.Part;
import org.qudao.gateway.routing.Service;

/** Which service answers an address. */
final class Parts {

    private Parts() {}

    /** Imports are the same in every service; the attacks ask order-service. */
    static Part of(String path) {
        String segment = path.split("[/?]")[3];
        if (segment.equals("imports")) {
            return Part.ORDER;
        }
        for (Service service : Service.values()) {
            if (service.segments().contains(segment)) {
                return Part.valueOf(service.name());
            }
        }
        throw new IllegalArgumentException("no service answers " + path);
    }
}
