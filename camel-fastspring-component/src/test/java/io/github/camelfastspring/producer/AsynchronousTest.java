package io.github.camelfastspring.producer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelfastspring.support.RawServer;
import io.github.camelfastspring.support.RawServerTest;

import static io.github.camelfastspring.support.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The contract of an asynchronous producer: never throws, calls back once, holds nothing, and cannot starve itself. */
@Timeout(60)
class AsynchronousTest extends RawServerTest {

    private static final String URI = "fastspring:accounts?operation=get";

    @Test
    void callsBackOnceWhateverHappens() throws Exception {
        server.then(json(200, "{}"), json(500, ""), json(200, "<html>"), RawServer.raw(""))
                .otherwise(request -> json(401, ""));
        Endpoint endpoint = calls.context().getEndpoint(URI + "&maxRetries=0");
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        for (int i = 0; i < 6; i++) {
            AtomicInteger calledBack = new AtomicInteger();
            CountDownLatch done = new CountDownLatch(1);
            Exchange exchange = endpoint.createExchange();
            if (i < 5) {
                exchange.getMessage().setHeader("CamelFastSpringId", "a");
            }
            AtomicBoolean doneSync = new AtomicBoolean();
            boolean sync = producer.process(exchange, answeredSync -> {
                doneSync.set(answeredSync);
                calledBack.incrementAndGet();
                done.countDown();
            });
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(sync).isEqualTo(doneSync.get());
            assertThat(i < 5 || sync).isTrue();
            assertThat(exchange.getException() == null).isEqualTo(i == 0);
            assertThat(calledBack).hasValue(1);
        }
        producer.stop();
    }

    public static class Broken {
        static final int NUMBER = Integer.parseInt("none");
        public int a = NUMBER;
    }

    @Test
    void callsBackWhenReadingTheAnswerThrowsAnError() throws Exception {
        server.otherwise(request -> json(200, "{\"a\":1}"));
        CompletableFuture<Exchange> exchange =
                calls.template().asyncSend(URI + "&id=a&outputType=" + Broken.class.getName(), e -> {});

        assertThat(exchange.get(20, TimeUnit.SECONDS).getException()).isNotNull();
    }

    @Test
    void callsInFlightEndWhenTheContextStops() throws Exception {
        server.otherwise(request -> server.rawThenSilence(""));
        calls.context().getShutdownStrategy().setTimeout(1);
        CompletableFuture<Exchange> exchange =
                calls.template().asyncSend(URI + "&id=a", e -> e.getMessage().setBody(null));
        await().until(() -> server.requests().size() == 1);

        calls.close();

        assertThat(exchange.get(20, TimeUnit.SECONDS).getException()).isNotNull();
    }

    /** Each exchange goes on, on the thread of its first call, with a second call for which it waits. */
    @Test
    void nestedBlockingCallsDoNotStarve() throws Exception {
        server.otherwise(request -> json(200, "{\"path\":\"" + request.line().split(" ")[1] + "\"}"));
        calls.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:nested").to(URI + "&maxConnections=2").process(exchange -> {
                    Object inner = calls.template()
                            .requestBodyAndHeader(
                                    URI + "&maxConnections=2",
                                    null,
                                    "CamelFastSpringId",
                                    "inner-" + exchange.getMessage().getHeader("n"));
                    exchange.getMessage().setBody(inner);
                });
            }
        });

        List<CompletableFuture<Exchange>> exchanges = IntStream.range(0, 50)
                .mapToObj(i -> calls.template().asyncSend("direct:nested", exchange -> {
                    exchange.getMessage().setHeader("CamelFastSpringId", "outer-" + i);
                    exchange.getMessage().setHeader("n", i);
                }))
                .toList();

        for (int i = 0; i < exchanges.size(); i++) {
            assertThat(exchanges.get(i).get(30, TimeUnit.SECONDS).getMessage().getBody())
                    .isEqualTo(Map.of("path", "/accounts/inner-" + i));
        }
        assertThat(server.connections()).isLessThanOrEqualTo(2);
    }
}
