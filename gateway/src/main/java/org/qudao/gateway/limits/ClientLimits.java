package org.qudao.gateway.limits;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.qudao.web.problems.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The rate limit per client: the subject of a valid token, else the remote address. Both kinds have their own memory, so that
 * strangers cannot make the gateway forget a known client. The count is this instance's own.
 */
@Component
public class ClientLimits {

    private final Buckets clients;
    private final Buckets strangers;
    private final Counter refusedClients;
    private final Counter refusedStrangers;

    ClientLimits(RateLimits limits, MeterRegistry meters) {
        this.clients = new Buckets(limits.client(), limits.rememberedClients(), TimeMeter.SYSTEM_NANOTIME);
        this.strangers = new Buckets(limits.anonymous(), limits.rememberedClients(), TimeMeter.SYSTEM_NANOTIME);
        this.refusedClients = refused(meters, "token");
        this.refusedStrangers = refused(meters, "address");
        Gauge.builder("qudao.gateway.rate.limit.clients", clients, Buckets::remembered)
                .tag("by", "token")
                .register(meters);
        Gauge.builder("qudao.gateway.rate.limit.clients", strangers, Buckets::remembered)
                .tag("by", "address")
                .register(meters);
    }

    /** Counts a request of a verified caller; the answer is the refusal when it is one too many. */
    public @Nullable Problem take(String subject) {
        return refusal(clients.take(subject), refusedClients);
    }

    /** Counts a request of which only the remote address is known. */
    public @Nullable Problem takeStranger(HttpServletRequest request) {
        return refusal(strangers.take(network(request.getRemoteAddr())), refusedStrangers);
    }

    private static Counter refused(MeterRegistry meters, String by) {
        return Counter.builder("qudao.gateway.rate.limited").tag("by", by).register(meters);
    }

    private static @Nullable Problem refusal(Duration wait, Counter refused) {
        if (wait.isZero()) {
            return null;
        }
        refused.increment();
        return Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "rate-limit-exceeded",
                        "Too many requests",
                        "This client sends more requests than it may.")
                .retryAfter(wait);
    }

    /** One subscriber has a whole /64 of IPv6, so that is what counts as his address. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        InetAddress parsed = InetAddress.ofLiteral(address);
        return parsed instanceof Inet6Address six ? HexFormat.of().formatHex(six.getAddress(), 0, 8) : address;
    }
}
