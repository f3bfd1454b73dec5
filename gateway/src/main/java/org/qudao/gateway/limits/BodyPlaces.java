package org.qudao.gateway.limits;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Places in memory for bodies that are kept here until a service takes them: of each size a bounded number for all, and of those some
 * for one client, so that nobody keeps the others from sending. Smaller bodies need no place; there is one per connection at most.
 */
@Component
class BodyPlaces {

    /** A body has a place of every size that it exceeds. */
    enum Size {
        MEDIUM(8 * 1024),
        /** An upload is passed on when it is as large, and never has such a place. */
        LARGE(64 * 1024);

        private final int bytes;

        Size(int bytes) {
            this.bytes = bytes;
        }

        int bytes() {
            return bytes;
        }
    }

    private final Places medium;
    private final Places large;

    BodyPlaces(RequestLimits limits) {
        medium = new Places(limits.mediumBodies());
        large = new Places(limits.largeBodies());
    }

    /** @return false when there is no place, or the client has its share */
    boolean take(Size size, String client) {
        return places(size).take(client);
    }

    void giveBack(Size size, String client) {
        places(size).giveBack(client);
    }

    private Places places(Size size) {
        return switch (size) {
            case MEDIUM -> medium;
            case LARGE -> large;
        };
    }

    private static final class Places {

        private final RequestLimits.Places limits;
        private final Map<String, Integer> ofClients = new HashMap<>();
        private int taken;

        Places(RequestLimits.Places limits) {
            this.limits = limits;
        }

        synchronized boolean take(String client) {
            int own = ofClients.getOrDefault(client, 0);
            if (taken >= limits.atOnce() || own >= limits.ofOneClient()) {
                return false;
            }
            ofClients.put(client, own + 1);
            taken++;
            return true;
        }

        synchronized void giveBack(String client) {
            ofClients.computeIfPresent(client, (_, own) -> own == 1 ? null : own - 1);
            taken--;
        }
    }
}
