package io.github.camelfastspring.producer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.error.FastSpringNotFoundException;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Fault;
import io.github.camelfastspring.support.Calls;

import static org.assertj.core.api.Assertions.assertThat;

/** Many exchanges at once look up orders of a store that has a bad day. */
@Timeout(60)
class CoalesceStressTest {

    private static final int THREADS = 8;
    private static final int LOOKUPS = 150;

    @RegisterExtension
    final FastSpringSimulatorExtension extension = new FastSpringSimulatorExtension();

    private final long seed = System.nanoTime();

    private static List<String> orders(FastSpringSimulator simulator, Calls calls, int count) {
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<?, ?> session = calls.template()
                    .requestBody(
                            "fastspring:sessions?operation=create&checkoutPath=examplestore/popup-checkout",
                            Map.of("cart", Map.of("lineItems", List.of(Map.of("productPath", "sky-atlas")))),
                            Map.class);
            orders.add(simulator.buy((String) session.get("id")).id());
        }
        return orders;
    }

    @Test
    void eachExchangeGetsTheOrderThatItAskedFor() throws Exception {
        FastSpringSimulator simulator = extension.simulator();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Calls calls = new Calls(simulator.baseUrl(), simulator.username(), simulator.password())) {
            List<String> orders = orders(simulator, calls, 30);
            orders.addAll(List.of("unknown-1", "unknown-2", "unknown-3"));
            simulator.forgetRequests();
            simulator
                    .faults()
                    .sometimes(
                            seed,
                            0.3,
                            "GET",
                            "/orders/",
                            Fault.status(503),
                            Fault.status(429),
                            Fault.reset(),
                            Fault.cutBody(),
                            Fault.status(400));
            AsyncProducer producer = calls.context()
                    .getEndpoint("fastspring:orders?operation=get&coalesce=true&coalesceDelay=2&batchSize=7"
                            + "&maxRetries=20&maxRetryDelay=5&requestsPerMinute=0")
                    .createAsyncProducer();
            producer.start();
            List<Future<List<Lookup>>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(seed + thread);
                all.add(threads.submit(() -> lookUp(producer, orders, random)));
            }
            for (Future<List<Lookup>> lookups : all) {
                for (Lookup lookup : lookups.get(30, TimeUnit.SECONDS)) {
                    check(lookup);
                }
            }
            assertThat(simulator.requests()).as("seed %d", seed).hasSizeLessThan(THREADS * LOOKUPS / 2);
        } finally {
            threads.shutdownNow();
        }
    }

    private record Lookup(String id, CompletableFuture<Exchange> exchange) {}

    private static List<Lookup> lookUp(AsyncProducer producer, List<String> orders, Random random) {
        List<Lookup> lookups = new ArrayList<>();
        for (int i = 0; i < LOOKUPS; i++) {
            String id = orders.get(random.nextInt(orders.size()));
            Exchange exchange = producer.getEndpoint().createExchange();
            exchange.getMessage().setHeader("CamelFastSpringId", id);
            CompletableFuture<Exchange> done = new CompletableFuture<>();
            producer.process(exchange, doneSync -> done.complete(exchange));
            lookups.add(new Lookup(id, done));
            if (random.nextInt(20) == 0) {
                // Others meet in the next call.
                done.join();
            }
        }
        return lookups;
    }

    private void check(Lookup lookup) throws Exception {
        Exchange exchange = lookup.exchange().get(30, TimeUnit.SECONDS);
        if (lookup.id().startsWith("unknown")) {
            assertThat(exchange.getException())
                    .as("seed %d, %s", seed, lookup.id())
                    .isNotNull();
            return;
        }
        // A 400 of the fault also meets lookups that were asked alone.
        if (exchange.getException() != null) {
            assertThat(exchange.getException())
                    .as("seed %d, %s", seed, lookup.id())
                    .hasMessageContaining("HTTP 400")
                    .isNotInstanceOf(FastSpringNotFoundException.class);
            return;
        }
        assertThat(exchange.getMessage().getBody(Map.class)).as("seed %d", seed).containsEntry("order", lookup.id());
    }
}
