package io.github.camelfastspring.producer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.FastSpringConfiguration;
import io.github.camelfastspring.support.ManualBudget;
import io.github.camelfastspring.support.RawServerTest;

/** For tests in which calls leave when the test says so. */
abstract class ManualBudgetTest extends RawServerTest {

    static final String ACCOUNT = "fastspring:accounts?operation=get";

    final ManualBudget budget = new ManualBudget();

    @BeforeEach
    void useTheBudget() {
        configuration().setRateBudget(budget);
    }

    FastSpringConfiguration configuration() {
        return calls.context()
                .getComponent("fastspring", FastSpringComponent.class)
                .getConfiguration();
    }

    /** Starts a call without holding a thread for it. */
    CompletableFuture<Exchange> start(String uri, Map<String, Object> headers) throws Exception {
        AsyncProducer producer = calls.context().getEndpoint(uri).createAsyncProducer();
        producer.start();
        return start(producer, headers);
    }

    CompletableFuture<Exchange> start(AsyncProducer producer, Map<String, Object> headers) {
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setHeaders(new HashMap<>(headers));
        CompletableFuture<Exchange> done = new CompletableFuture<>();
        producer.process(exchange, doneSync -> done.complete(exchange));
        return done;
    }

    CompletableFuture<Exchange> start(String uri) throws Exception {
        return start(uri, Map.of());
    }

    /** The paths asked for so far. */
    List<String> paths() {
        return server.requests().stream()
                .map(request -> request.line().split(" ")[1])
                .toList();
    }
}
