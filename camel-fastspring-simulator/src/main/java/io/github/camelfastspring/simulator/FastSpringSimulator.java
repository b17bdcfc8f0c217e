package io.github.camelfastspring.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.simulator.api.Buyer;
import io.github.camelfastspring.simulator.api.CouponBook;
import io.github.camelfastspring.simulator.api.Gate;
import io.github.camelfastspring.simulator.api.Lifecycle;
import io.github.camelfastspring.simulator.api.RateGate;
import io.github.camelfastspring.simulator.api.Routes;
import io.github.camelfastspring.simulator.http.HttpFront;
import io.github.camelfastspring.simulator.http.Pipeline;
import io.github.camelfastspring.simulator.http.RequestLog;
import io.github.camelfastspring.simulator.http.RouteTable;
import io.github.camelfastspring.simulator.webhook.Webhook;
import io.github.camelfastspring.simulator.webhook.Webhooks;

/**
 * A stateful FastSpring on this machine. It listens on 127.0.0.1 and speaks HTTP; every instance has a store of its
 * own. It judges requests strictly: what FastSpring would refuse as malformed is refused and listed in
 * {@link #refusedRequests()}. Thread-safe.
 *
 * <pre>{@code
 * try (FastSpringSimulator fastSpring = FastSpringSimulator.start()) {
 *     // point a client to fastSpring.baseUrl(), create a session, then:
 *     Order order = fastSpring.buy(sessionId);
 * }
 * }</pre>
 */
public final class FastSpringSimulator implements AutoCloseable {
    private final String username;
    private final String password;
    private final SimulatorClock clock;
    private final Store store;
    private final List<String> checkouts;
    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog();
    private final RateGate rate;
    private final Buyer buyer;
    private final Webhooks webhooks;
    private final Runnable passing;
    private final Runnable timePassed;
    private final HttpFront front;

    private FastSpringSimulator(Builder builder) {
        username = builder.username;
        password = builder.password;
        clock = builder.clock;
        store = new Store(clock, builder.products);
        checkouts = builder.checkouts.stream().sorted().toList();
        store.coupons().save(CouponBook.welcome());
        buyer = new Buyer(store);
        webhooks = new Webhooks(store, clock);
        builder.webhooks.forEach(webhooks::add);
        store.whenPublished(webhooks::published);
        passing = new Lifecycle(store)::tick;
        clock.whenAdvanced(passing);
        timePassed = webhooks::timePassed;
        clock.whenAdvanced(timePassed);
        RouteTable routes = Routes.of(store, builder.checkouts, builder.eventListing, buyer, this::baseUrl);
        Gate gate = new Gate(username, password, routes, log, clock, passing);
        rate = new RateGate(builder.rateLimit, routes, clock);
        front = new HttpFront(builder.port, new Pipeline(log, rate, faults, gate));
    }

    /** Starts a simulator with the defaults of {@link #builder()}. */
    public static FastSpringSimulator start() {
        return builder().start();
    }

    /** Prepares a simulator that differs from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The API root, {@code http://127.0.0.1:<port>}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + front.port();
    }

    /** User name of the API credentials. */
    public String username() {
        return username;
    }

    /** Password of the API credentials. */
    public String password() {
        return password;
    }

    /** The known checkouts as {@code storeId/checkoutId}. */
    public List<String> checkouts() {
        return checkouts;
    }

    /** The simulator's time. */
    public SimulatorClock clock() {
        return clock;
    }

    /** The store's state. */
    public Store store() {
        return store;
    }

    /**
     * The simulated buyer completes the checkout of an open session (of either API version): an account is made or
     * reused, an order and a subscription for each subscription product come into being, and their events are
     * published. A buyer of whom the session says nothing is {@code buyer@example.com}.
     *
     * @throws IllegalStateException if the session is unknown, empty, concluded or expired; the message says which
     */
    public Order buy(String sessionId) {
        return buyer.buy(sessionId);
    }

    /** The webhooks, to which events are posted. Without any, events wait to be polled. */
    public Webhooks webhooks() {
        return webhooks;
    }

    /**
     * Resends an event by hand, as is done in FastSpring's application: publishes another event of the same type and
     * data, with a new id, unprocessed and created now. The old one stays as it is.
     *
     * @throws IllegalArgumentException if the event is unknown
     */
    public Event resend(String eventId) {
        Event event = known(eventId);
        return store.publish(event.type(), event.live(), event.data());
    }

    /**
     * Like {@link #resend(String)}, with newer data: what the event is about has changed since.
     *
     * @throws IllegalArgumentException if the event is unknown
     */
    public Event resend(String eventId, JsonNode newerData) {
        Event event = known(eventId);
        return store.publish(event.type(), event.live(), newerData);
    }

    private Event known(String eventId) {
        return store.event(eventId).orElseThrow(() -> new IllegalArgumentException("Event " + eventId + " is unknown"));
    }

    /** Every request so far, in the order of arrival, faulted and refused ones included. */
    public List<RecordedRequest> requests() {
        return log.requests();
    }

    /**
     * How fast calls have come so far. {@link #forgetRequests()} does not change it. It costs nothing, however many
     * there were.
     */
    public Rate rate() {
        return rate.rate();
    }

    /** The requests that the judge refused as malformed, in order. */
    public List<RefusedRequest> refusedRequests() {
        return log.refused();
    }

    /** The faults that requests have. */
    public Faults faults() {
        return faults;
    }

    /** Forgets the recorded and refused requests. The store stays as it is. */
    public void forgetRequests() {
        log.clear();
    }

    /** Stops listening and posting, and ends all connections, also those that hang in a fault. */
    @Override
    public void close() {
        clock.forget(passing);
        clock.forget(timePassed);
        webhooks.close();
        faults.clear();
        front.close();
        // Requests that came in between may have found a fault again.
        faults.clear();
    }

    /** What a simulator is made of. */
    public static final class Builder {
        private int port;
        private String username = "simulator";
        private String password = "simulator-password";
        private SimulatorClock clock = SimulatorClock.system();
        private List<Product> products = Product.samples();
        private Set<String> checkouts =
                Set.of("examplestore/popup-checkout", "examplestore/embedded-checkout", "examplestore/web-checkout");

        private EventListing eventListing = EventListing.defaults();
        private RateLimit rateLimit;
        private final List<Webhook> webhooks = new ArrayList<>();

        private Builder() {}

        /** Port to listen on; default 0, any free one. */
        public Builder port(int newPort) {
            port = newPort;
            return this;
        }

        /** API credentials; default {@code simulator} and {@code simulator-password}. */
        public Builder credentials(String user, String newPassword) {
            username = Objects.requireNonNull(user, "user");
            password = Objects.requireNonNull(newPassword, "password");
            return this;
        }

        /** The time; default {@link SimulatorClock#system()}. */
        public Builder clock(SimulatorClock newClock) {
            clock = Objects.requireNonNull(newClock, "clock");
            return this;
        }

        /** The catalogue; default {@link Product#samples()}. */
        public Builder products(List<Product> newProducts) {
            products = List.copyOf(newProducts);
            return this;
        }

        /**
         * Known checkouts as {@code storeId/checkoutId}; default {@code popup-checkout}, {@code embedded-checkout} and
         * {@code web-checkout} of the store {@code examplestore}.
         */
        public Builder checkouts(String... checkoutPaths) {
            checkouts = Set.of(checkoutPaths);
            return this;
        }

        /** How events are listed where FastSpring documents nothing; default {@link EventListing#defaults()}. */
        public Builder eventListing(EventListing newEventListing) {
            eventListing = Objects.requireNonNull(newEventListing, "eventListing");
            return this;
        }

        /**
         * How many calls a minute are executed; default no limit. FastSpring's is {@code RateLimit.perMinute(250)}. All
         * requests count but those for the pages of buyers. Requests beyond the limit are recorded, change nothing, use
         * up no scripted fault and are not among the {@link FastSpringSimulator#refusedRequests()}.
         */
        public Builder rateLimit(RateLimit newRateLimit) {
            rateLimit = Objects.requireNonNull(newRateLimit, "rateLimit");
            return this;
        }

        /** Adds a webhook, to which events are posted; default none. */
        public Builder webhook(Webhook webhook) {
            webhooks.add(Objects.requireNonNull(webhook, "webhook"));
            return this;
        }

        /**
         * Starts the simulator.
         *
         * @throws java.io.UncheckedIOException if the port cannot be had
         */
        public FastSpringSimulator start() {
            return new FastSpringSimulator(this);
        }
    }
}
