package io.github.camelfastspring.events;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the consumer routes, in which form, and how it drains. */
class EventsConsumerTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private FastSpringSimulator simulator;
    private final List<Exchange> received = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void simulator() {
        simulator = store.simulator();
    }

    private List<Object> receivedIds() {
        synchronized (received) {
            return received.stream()
                    .map(exchange -> exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID))
                    .toList();
        }
    }

    private List<Event> unprocessed() {
        return simulator.store().unprocessedEvents();
    }

    @Test
    void anEventIsAnExchangeWithItsHeaders() throws Exception {
        long created = simulator.clock().millis() - 1000;
        Event event = simulator.store().publish("order.completed", false, EventsRoute.data("order-7"), created);
        try (EventsRoute route = new EventsRoute(simulator).start("", steps -> steps.process(received::add))) {
            await().until(() -> unprocessed().isEmpty());

            Exchange exchange = received.get(0);
            assertThat(exchange.getMessage().getBody())
                    .isEqualTo(Map.of("order", "order-7", "id", "order-7", "total", 5));
            assertThat(exchange.getMessage().getHeaders())
                    .containsEntry("CamelFastSpringEventId", event.id())
                    .containsEntry("CamelFastSpringEventType", "order.completed")
                    .containsEntry("CamelFastSpringEventCreated", created)
                    .containsEntry("CamelMessageTimestamp", created)
                    .containsEntry("CamelFastSpringEventLive", false)
                    .containsEntry("CamelFastSpringEventObjectId", "order-7")
                    .containsEntry("CamelFastSpringEventDelivery", "poll")
                    .doesNotContainKey("CamelFastSpringAcknowledge");
            assertThat(route.context().getRoute(EventsRoute.ROUTE).getEndpoint().getEndpointUri())
                    .contains("fastspring");
        }
    }

    @Test
    void theWholeEventCanBeTheBody() throws Exception {
        Event event = simulator.store().publish("order.completed", true, EventsRoute.data("order-7"));
        try (EventsRoute route = new EventsRoute(simulator)
                .start("eventBody=event&outputType=json", steps -> steps.process(received::add))) {
            await().until(() -> unprocessed().isEmpty());

            JsonNode body = received.get(0).getMessage().getBody(JsonNode.class);
            assertThat(body.path("id").asText()).isEqualTo(event.id());
            assertThat(body.path("data").path("order").asText()).isEqualTo("order-7");
        }
    }

    @Test
    void onePollDrainsPageAfterPageInOrder() throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 130);
        try (EventsRoute route = new EventsRoute(simulator)
                .start("initialDelay=0&repeatCount=1", noRoutes(), steps -> steps.process(received::add))) {
            await().until(() -> unprocessed().isEmpty());

            assertThat(receivedIds()).isEqualTo(ids);
            assertThat(EventsRoute.requests(simulator, "GET")).hasSizeLessThanOrEqualTo(8);
            assertThat(EventsRoute.requests(simulator, "GET").get(0).target()).isEqualTo("/events/unprocessed?days=30");
            assertThat(EventsRoute.requests(simulator, "GET").get(1).target())
                    .as("on from the newest of the page")
                    .isEqualTo("/events/unprocessed?days=30&begin="
                            + (simulator
                                            .store()
                                            .event(ids.get(24))
                                            .orElseThrow()
                                            .created()
                                    - 1));
            assertThat(EventsRoute.marks(simulator)).isEqualTo(130);
            Exchange last = received.get(129);
            assertThat(last.getProperty(Exchange.BATCH_COMPLETE)).isEqualTo(true);
            int size = last.getProperty(Exchange.BATCH_SIZE, Integer.class);
            assertThat(last.getProperty(Exchange.BATCH_INDEX)).isEqualTo(size - 1);
        }
    }

    private static RouteBuilder noRoutes() {
        return new RouteBuilder() {
            @Override
            public void configure() {}
        };
    }

    @Test
    void aPollTakesNoMoreThanItMay() throws Exception {
        EventsRoute.publish(simulator, 60);
        try (EventsRoute route = new EventsRoute(simulator)
                .start(
                        "initialDelay=0&repeatCount=1&maxMessagesPerPoll=30",
                        noRoutes(),
                        steps -> steps.process(received::add))) {
            await().until(() -> route.consumer().getAcknowledgements() == 30);

            assertThat(received).hasSize(30);
            assertThat(unprocessed()).hasSize(30);
        }
    }

    @Test
    void typesAndLiveLeaveOthersAlone() throws Exception {
        simulator.store().publish("order.completed", true, EventsRoute.data("o1"));
        simulator.store().publish("order.completed", false, EventsRoute.data("o2"));
        simulator.store().publish("subscription.activated", true, EventsRoute.data("s1"));
        simulator.store().publish("account.created", true, EventsRoute.data("a1"));
        simulator.store().publish("a.type.of.tomorrow", true, EventsRoute.data("x1"));
        try (EventsRoute route = new EventsRoute(simulator)
                .start(
                        "types=order.completed,subscription.*,*.tomorrow&live=live",
                        steps -> steps.process(received::add))) {
            await().until(() -> unprocessed().size() == 2);
            await().until(() -> route.consumer().getEventsUnmatched() >= 4);

            assertThat(received)
                    .extracting(exchange -> exchange.getMessage().getHeader("CamelFastSpringEventObjectId"))
                    .containsExactlyInAnyOrder("o1", "s1", "x1");
            assertThat(EventsRoute.marks(simulator)).isEqualTo(3);
        }
    }

    @Test
    void unmatchedEventsCanBeAcknowledged() throws Exception {
        EventsRoute.publish(simulator, 40);
        simulator.store().publish("account.created", true, EventsRoute.data("a1"));
        try (EventsRoute route = new EventsRoute(simulator)
                .start("types=account.*&unmatched=acknowledge", steps -> steps.process(received::add))) {
            await().until(() -> unprocessed().isEmpty());

            assertThat(received).hasSize(1);
        }
    }

    @Test
    void testEventsCanBeTakenAlone() throws Exception {
        simulator.store().publish("order.completed", true, EventsRoute.data("o1"));
        simulator.store().publish("order.completed", false, EventsRoute.data("o2"));
        try (EventsRoute route = new EventsRoute(simulator).start("live=test", steps -> steps.process(received::add))) {
            await().until(() -> unprocessed().size() == 1);

            assertThat(received.get(0).getMessage().getHeader("CamelFastSpringEventLive"))
                    .isEqualTo(false);
        }
    }

    @Test
    void aFailingEventIsRoutedAgainByALaterPoll() throws Exception {
        EventsRoute.publish(simulator, 3);
        AtomicInteger failures = new AtomicInteger(2);
        try (EventsRoute route = new EventsRoute(simulator)
                .start(
                        "",
                        steps -> steps.process(exchange -> {
                            if ("order-1".equals(exchange.getMessage().getHeader("CamelFastSpringEventObjectId"))
                                    && failures.getAndDecrement() > 0) {
                                throw new IllegalStateException("not yet");
                            }
                            received.add(exchange);
                        }))) {
            await().until(() -> unprocessed().isEmpty());

            assertThat(received)
                    .extracting(exchange -> exchange.getMessage().getHeader("CamelFastSpringEventObjectId"))
                    .containsExactly("order-0", "order-2", "order-1");
            assertThat(route.consumer().getEventsFailed()).isEqualTo(2);
        }
    }

    @Test
    void daysAndBeginAreSent() throws Exception {
        long begin = simulator.clock().millis() - 5000;
        simulator.store().publish("order.completed", true, EventsRoute.data("old"), begin - 60_000);
        simulator.store().publish("order.completed", true, EventsRoute.data("new"), begin + 1);
        try (EventsRoute route =
                new EventsRoute(simulator).start("days=7&begin=" + begin, steps -> steps.process(received::add))) {
            await().until(() -> unprocessed().size() == 1);

            assertThat(EventsRoute.requests(simulator, "GET").get(0).target())
                    .isEqualTo("/events/unprocessed?days=7&begin=" + begin);
            assertThat(received).hasSize(1);
        }
    }

    @Test
    void nothingIsAcknowledgedWithNone() throws Exception {
        EventsRoute.publish(simulator, 30);
        try (EventsRoute route =
                new EventsRoute(simulator).start("acknowledge=none", steps -> steps.process(received::add))) {
            await().until(() -> route.consumer().getDuplicates() > 60);

            assertThat(received).as("each once").hasSize(30);
            assertThat(EventsRoute.marks(simulator)).isZero();
            assertThat(unprocessed()).hasSize(30);
        }
    }

    @Test
    void anEventWhoseKeyIsRecordedIsAcknowledgedWithoutTheRoute() throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 2);
        MemoryIdempotentRepository repository = new MemoryIdempotentRepository();
        repository.start();
        repository.add(ids.get(0));
        try (EventsRoute route = new EventsRoute(simulator)) {
            route.context().getRegistry().bind("done", repository);
            route.start("idempotentRepository=#done", steps -> steps.process(received::add));
            await().until(() -> unprocessed().isEmpty());

            assertThat(receivedIds()).containsExactly(ids.get(1));
            assertThat(repository.contains(ids.get(1))).isTrue();
        }
    }

    @Test
    void aBeginThatIsFurtherBackThanTheDaysIsLeftOut() throws Exception {
        EventsRoute.publish(simulator, 1);
        try (EventsRoute route =
                new EventsRoute(simulator).start("days=2&begin=2020-01-01", steps -> steps.process(received::add))) {
            await().until(() -> unprocessed().isEmpty());

            assertThat(EventsRoute.requests(simulator, "GET").get(0).target()).isEqualTo("/events/unprocessed?days=2");
        }
    }

    @Test
    void sendsAnEmptyMessageWhenIdleIfAsked() throws Exception {
        try (EventsRoute route = new EventsRoute(simulator)
                .start("sendEmptyMessageWhenIdle=true", steps -> steps.process(received::add))) {
            await().until(() -> !received.isEmpty());

            assertThat(received.get(0).getMessage().getBody()).isNull();
        }
    }

    @Test
    void aPurchaseArrivesAsTheEventsThatFollowIt() throws Exception {
        try (EventsRoute route = new EventsRoute(simulator).start("", steps -> steps.process(received::add))) {
            Map<?, ?> session = route.context()
                    .createProducerTemplate()
                    .requestBody(
                            "fastspring:sessions?operation=create&checkoutPath=examplestore/popup-checkout",
                            "{\"customer\":{\"billToContact\":{\"email\":\"buyer@example.com\",\"firstName\":\"Robin\"}},"
                                    + "\"cart\":{\"lineItems\":[{\"productPath\":\""
                                    + simulator.store().products().get(0).path() + "\"}]}}",
                            Map.class);
            String reference = simulator.buy((String) session.get("id")).id();
            await().until(() -> unprocessed().isEmpty());

            assertThat(received)
                    .extracting(exchange -> exchange.getMessage().getHeader("CamelFastSpringEventType"))
                    .contains("account.created", "order.completed");
            assertThat(received)
                    .extracting(exchange -> exchange.getMessage().getHeader("CamelFastSpringEventObjectId"))
                    .contains(reference);
        }
    }
}
