package org.qudao.gateway.limits;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Places in memory for bodies of more than {@value #SMALL_BYTES} bytes, which are kept here until a service takes them: a bounded number
 * for all, and of those a few for one client, so that nobody keeps the others from sending.
 */
@Component
class LargeBodies {

    static final int SMALL_BYTES = 64 * 1024;

    private final RequestLimits.LargeBodies limits;
    private final Map<String, Integer> placesOfClients = new HashMap<>();
    private int taken;

    LargeBodies(RequestLimits limits) {
        this.limits = limits.largeBodies();
    }

    /** @return false when there is no place, or the client has its share */
    synchronized boolean take(String client) {
        int own = placesOfClients.getOrDefault(client, 0);
        if (taken >= limits.atOnce() || own >= limits.ofOneClient()) {
            return false;
        }
        placesOfClients.put(client, own + 1);
        taken++;
        return true;
    }

    synchronized void giveBack(String client) {
        placesOfClients.computeIfPresent(client, (_, own) -> own == 1 ? null : own - 1);
        taken--;
    }
}
