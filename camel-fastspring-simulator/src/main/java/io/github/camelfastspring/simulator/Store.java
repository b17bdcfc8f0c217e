package io.github.camelfastspring.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The state of the simulated store. What it returns are snapshots; changes go through its methods, under one lock.
 */
public final class Store {
    private final Clock clock;
    private final Ids ids = new Ids();
    private final Map<String, Product> products = new LinkedHashMap<>();
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final EventTable events = new EventTable();
    private final Map<String, String> declines = new LinkedHashMap<>();
    private final Table<Coupon> coupons = new Table<>(this, Coupon::id);
    private final Table<Return> returns = new Table<>(this, Return::id);
    private final Table<Quote> quotes = new Table<>(this, Quote::id);
    private final Table<Invoice> invoices = new Table<>(this, Invoice::id);
    private final Table<ReportJob> jobs = new Table<>(this, ReportJob::id);
    private final Table<CotermGroup> cotermGroups = new Table<>(this, CotermGroup::id);
    private final Table<CancelSurvey> cancelSurveys = new Table<>(this, CancelSurvey::id);
    private final Table<SubscriptionEntry> entries = new Table<>(this, SubscriptionEntry::id);
    private final Table<PlanChange> planChanges = new Table<>(this, PlanChange::id);
    private final Table<WebhookKey> webhookKeys = new Table<>(this, WebhookKey::url);

    private final List<Event> together = new ArrayList<>();
    private Consumer<List<Event>> publication = events -> {};
    private int stepsWithin;

    Store(Clock clock, Collection<Product> catalogue) {
        this.clock = clock;
        catalogue.forEach(product -> products.put(product.path(), product));
    }

    /** The products, in the order of the catalogue. */
    public synchronized List<Product> products() {
        return List.copyOf(products.values());
    }

    public synchronized Optional<Product> product(String path) {
        return Optional.ofNullable(products.get(path));
    }

    /** The accounts, oldest first. */
    public synchronized List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    public synchronized Optional<Account> account(String id) {
        return Optional.ofNullable(accounts.get(id));
    }

    /** The account with this e-mail address, whatever its letter case. */
    public synchronized Optional<Account> accountByEmail(String email) {
        return accounts.values().stream()
                .filter(account -> account.contact().email().equalsIgnoreCase(email))
                .findFirst();
    }

    /** The sessions of both API versions, oldest first. */
    public synchronized List<Session> sessions() {
        return List.copyOf(sessions.values());
    }

    public synchronized Optional<Session> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** The orders, oldest first. */
    public synchronized List<Order> orders() {
        return List.copyOf(orders.values());
    }

    public synchronized Optional<Order> order(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    /** The subscriptions, oldest first. */
    public synchronized List<Subscription> subscriptions() {
        return List.copyOf(subscriptions.values());
    }

    public synchronized Optional<Subscription> subscription(String id) {
        return Optional.ofNullable(subscriptions.get(id));
    }

    public Table<Coupon> coupons() {
        return coupons;
    }

    public Table<Return> returns() {
        return returns;
    }

    public Table<Quote> quotes() {
        return quotes;
    }

    public Table<Invoice> invoices() {
        return invoices;
    }

    /** The asynchronous reports. */
    public Table<ReportJob> jobs() {
        return jobs;
    }

    public Table<CotermGroup> cotermGroups() {
        return cotermGroups;
    }

    public Table<CancelSurvey> cancelSurveys() {
        return cancelSurveys;
    }

    /** The paid periods of all subscriptions. */
    public Table<SubscriptionEntry> entries() {
        return entries;
    }

    /** The changes of all subscriptions' plans. */
    public Table<PlanChange> planChanges() {
        return planChanges;
    }

    /** The secrets of the webhooks, by URL. */
    public Table<WebhookKey> webhookKeys() {
        return webhookKeys;
    }

    /** Lets the next charge of a subscription fail with a code such as {@code EXPIRED_CARD}. */
    public synchronized void declineNextCharge(String subscriptionId, String reason) {
        declines.put(subscriptionId, reason);
    }

    /** For the server: why the charge that is tried now fails, if it does. */
    public synchronized Optional<String> takeDecline(String subscriptionId) {
        return Optional.ofNullable(declines.remove(subscriptionId));
    }

    /** All events, processed or not and however old, by {@code created}, then id. */
    public synchronized List<Event> events() {
        return events.all();
    }

    /** The events that nobody marked processed, however old, by {@code created}, then id. */
    public synchronized List<Event> unprocessedEvents() {
        return events.of(false);
    }

    /**
     * The first events, in this order, that are processed, or that are not. Takes hardly longer in a store that holds
     * many others; only by id, those outside of a narrow window are gone through.
     *
     * @param from epoch milliseconds, inclusive
     * @param to epoch milliseconds, inclusive
     * @param order those of {@link EventListing.Order#SHUFFLED_IN_PAGE} come ascending: the store has no pages
     * @param limit how many at most
     */
    public synchronized List<Event> firstEvents(
            boolean processed, long from, long to, EventListing.Order order, int limit) {
        return events.first(processed, from, to, order, limit);
    }

    public synchronized Optional<Event> event(String id) {
        return events.find(id);
    }

    /** Adds an unprocessed event, created now. */
    public Event publish(String type, boolean live, JsonNode data) {
        return publish(type, live, data, clock.millis());
    }

    /** Adds an unprocessed event, created at this moment (epoch milliseconds). */
    public synchronized Event publish(String type, boolean live, JsonNode data, long created) {
        Event event = new Event(ids.event(), type, live, created, false, data.deepCopy());
        events.put(event);
        together.add(event);
        announceUnlessWithin();
        return event;
    }

    /** Who is told, under the store's lock, which events came into being together. */
    synchronized void whenPublished(Consumer<List<Event>> listener) {
        publication = listener;
    }

    private void announceUnlessWithin() {
        if (stepsWithin == 0 && !together.isEmpty()) {
            List<Event> published = List.copyOf(together);
            together.clear();
            publication.accept(published);
        }
    }

    /** Marks an event processed or unprocessed; nothing happens to an unknown id. */
    public synchronized Optional<Event> mark(String id, boolean processed) {
        Optional<Event> marked = events.find(id).map(event -> event.withProcessed(processed));
        marked.ifPresent(events::put);
        return marked;
    }

    /** Adds or replaces an account. */
    public synchronized void save(Account account) {
        accounts.put(account.id(), account);
    }

    /** Adds or replaces a session. */
    public synchronized void save(Session session) {
        sessions.put(session.id(), session);
    }

    /** Adds or replaces an order. */
    public synchronized void save(Order order) {
        orders.put(order.id(), order);
    }

    /** Adds or replaces a subscription. */
    public synchronized void save(Subscription subscription) {
        subscriptions.put(subscription.id(), subscription);
    }

    /** Adds or replaces a product of the catalogue. */
    public synchronized void save(Product product) {
        products.put(product.path(), product);
    }

    /** Takes a product out of the catalogue; false if it is unknown. */
    public synchronized boolean removeProduct(String path) {
        return products.remove(path) != null;
    }

    /**
     * Runs several steps as one: nobody else sees or changes the store meanwhile, and the events that they publish go to
     * webhooks together.
     */
    public synchronized <T> T atomically(Supplier<T> steps) {
        stepsWithin++;
        try {
            return steps.get();
        } finally {
            stepsWithin--;
            announceUnlessWithin();
        }
    }

    /** The simulator's time. */
    public Instant now() {
        return clock.instant();
    }

    /** A new id for an account, an order, a subscription or a session of v1. */
    public synchronized String newId() {
        return ids.object();
    }

    /** A new id of capitals and digits, for quotes and invoices (28 characters) and report jobs. */
    public synchronized String newCapitalId(String prefix, int length) {
        return ids.capitals(prefix, length);
    }

    /** A new id for a session of v2. */
    public synchronized String newSessionId() {
        return ids.session();
    }

    /** A new order reference. */
    public synchronized String newReference() {
        return ids.reference(now());
    }
}
