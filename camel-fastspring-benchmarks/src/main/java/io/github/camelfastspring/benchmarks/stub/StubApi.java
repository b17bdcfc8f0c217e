package io.github.camelfastspring.benchmarks.stub;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** As much of FastSpring's API as the benchmarks call. All of it happens on one thread of Vert.x. */
final class StubApi implements Handler<HttpServerRequest> {

    private static final String UNPROCESSED = "/events/unprocessed";
    private static final String EVENTS = "/events/";
    private static final String ORDERS = "/orders";

    private final Vertx vertx;
    private final StubSettings settings;
    private final RequestWindow window;
    private final EventShelf events;
    private final Map<String, Long> acknowledgements = new HashMap<>();
    private final long publisher;
    private final List<Double> throttledAt = new ArrayList<>();
    private long listings;
    private long firstRequest;
    private long lastEvent;

    StubApi(Vertx vertx, StubSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        window = new RequestWindow(settings.limit(), settings.window());
        events = new EventShelf(settings.events());
        publisher = settings.eventsEvery() > 0 ? vertx.setPeriodic(settings.eventsEvery(), timer -> publish()) : -1;
    }

    private void publish() {
        for (int i = 0; i < settings.bunch(); i++) {
            events.publish();
        }
    }

    void close() {
        vertx.cancelTimer(publisher);
    }

    @Override
    public void handle(HttpServerRequest request) {
        long now = System.nanoTime();
        if (firstRequest == 0) {
            firstRequest = micros();
        }
        if (!window.admit(now)) {
            throttledAt.add((micros() - firstRequest) / 1e6);
            request.response().putHeader("Retry-After", Long.toString(window.retryAfter(now)));
            request.endHandler(end -> answer(request, 429, StubBodies.THROTTLED));
            return;
        }
        Supplier<Buffer> action = action(request);
        request.endHandler(end -> {
            if (settings.delay() == 0) {
                answer(request, 200, action.get());
            } else {
                vertx.setTimer(settings.delay(), timer -> answer(request, 200, action.get()));
            }
        });
    }

    private static void answer(HttpServerRequest request, int status, Buffer body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }

    private Supplier<Buffer> action(HttpServerRequest request) {
        String path = request.path();
        if (path.equals(UNPROCESSED)) {
            listings++;
            String begin = request.getParam("begin");
            return () -> events.list(begin == null ? 0 : Long.parseLong(begin));
        }
        if (path.startsWith(EVENTS)) {
            return () -> acknowledge(path.substring(EVENTS.length()));
        }
        if (path.equals(ORDERS)) {
            int page = Integer.parseInt(request.getParam("page", "1"));
            int limit = Integer.parseInt(request.getParam("limit", "50"));
            return () -> StubBodies.orderIds(page, limit, settings.orders());
        }
        if (path.startsWith(ORDERS) && request.method() == HttpMethod.GET) {
            return () -> StubBodies.orders(path.substring(ORDERS.length() + 1));
        }
        return () -> StubBodies.SESSION;
    }

    /** The time is taken where it counts: when the event is processed for FastSpring. */
    private Buffer acknowledge(String id) {
        if (events.process(id)) {
            lastEvent = micros();
            if (settings.eventsEvery() > 0) {
                acknowledgements.put(id, System.currentTimeMillis());
            }
        }
        return Buffer.buffer("{\"action\":\"event.update\",\"result\":\"success\",\"event\":\"" + id + "\"}");
    }

    private static long micros() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    }

    StubStats stats() {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new StubStats(
                window.served(),
                window.throttled(),
                window.most(),
                throttledAt,
                listings,
                events.acknowledged(),
                firstRequest,
                lastEvent,
                TimeUnit.NANOSECONDS.toMicros(process.getProcessCpuTime()));
    }

    /** When each event was marked processed, epoch milliseconds by event id; where events come by and by. */
    Map<String, Long> acknowledgements() {
        return acknowledgements;
    }
}
