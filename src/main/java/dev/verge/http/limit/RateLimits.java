package dev.verge.http.limit;

import dev.verge.auth.token.Caller;
import dev.verge.config.LimitSettings;
import dev.verge.config.LimitSettings.Rate;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How often one caller may ask, and how often may be asked from one address. One for the process; thread-safe. */
public final class RateLimits {
    private static final int LONGEST_ADDRESS = 64;

    private final @Nullable RateLimit callers;
    private final @Nullable RateLimit addresses;
    private final @Nullable String header;

    /**
     * Limits that nobody has used.
     *
     * @param nanoTime a monotonic clock
     */
    public RateLimits(LimitSettings settings, LongSupplier nanoTime) {
        this.callers = limit("caller", settings.caller(), nanoTime);
        this.addresses = limit("address", settings.address(), nanoTime);
        this.header = settings.addressHeader();
    }

    private static @Nullable RateLimit limit(String name, @Nullable Rate rate, LongSupplier nanoTime) {
        return rate == null ? null : new RateLimit(name, rate, nanoTime);
    }

    /** Counts a request of an address; null where no limit is set. */
    public @Nullable Quota address(HttpServerRequest request) {
        return addresses == null ? null : addresses.take(addressOf(request));
    }

    /** Counts a request of a caller; null where no limit is set, and for nobody, who has but an address. */
    public @Nullable Quota caller(Caller caller) {
        return callers == null || caller.equals(Caller.ANONYMOUS) ? null : callers.take(nameOf(caller));
    }

    /** Entra ID's {@code sub} differs from API to API, {@code oid} does not. */
    private static String nameOf(Caller caller) {
        return caller.issuer() + ' ' + (caller.objectId() == null ? caller.subject() : caller.objectId());
    }

    /** The proxy in front appends what it knows to what the caller says. */
    private String addressOf(HttpServerRequest request) {
        if (header != null) {
            List<String> values = request.headers().getAll(header);
            String last = values.isEmpty() ? "" : values.get(values.size() - 1);
            String address = last.substring(last.lastIndexOf(',') + 1).strip();
            if (!address.isEmpty() && address.length() <= LONGEST_ADDRESS) {
                return address;
            }
        }
        return request.remoteAddress().hostAddress();
    }
}
