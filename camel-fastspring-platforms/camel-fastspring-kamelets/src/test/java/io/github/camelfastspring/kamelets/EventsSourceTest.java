package io.github.camelfastspring.kamelets;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** {@code fastspring-events-source}. */
class EventsSourceTest {

    private static final String KAMELET = "kamelet:fastspring-events-source?delay=100";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    @Test
    void anEventIsAMessageOfJson() throws Exception {
        Event order = publish("order.completed");
        Event account = publish("account.created");
        try (KameletContext context = context().receiveFrom(KAMELET + "&eventTypes=order.*&live=both")) {
            await().until(() -> isProcessed(order));

            assertThat(context.received()).hasSize(1);
            Exchange exchange = context.received().element();
            assertThat(KameletContext.json(exchange).get("reference"))
                    .isEqualTo(order.data().get("reference"));
            assertThat(exchange.getMessage().getHeaders())
                    .containsEntry("CamelFastSpringEventId", order.id())
                    .containsEntry("CamelFastSpringEventType", "order.completed")
                    .containsEntry(
                            "CamelFastSpringEventObjectId",
                            order.data().get("id").asText())
                    .containsEntry("CamelFastSpringEventLive", order.live())
                    .containsEntry("CamelFastSpringEventCreated", order.created())
                    .containsEntry("CamelFastSpringEventDelivery", "poll");
            assertThat(isProcessed(account)).isFalse();
        }
    }

    @Test
    void anEventWhoseMessageFailsStaysUnprocessed() throws Exception {
        Event bad = publish("order.failed");
        Event good = publish("order.completed");
        try (KameletContext context = context().start(new RouteBuilder() {
            @Override
            public void configure() {
                from(KAMELET)
                        .filter(header("CamelFastSpringEventType").isEqualTo("order.failed"))
                        .throwException(new IllegalStateException("on purpose"));
            }
        })) {
            await().until(() -> isProcessed(good));

            assertThat(isProcessed(bad)).isFalse();
        }
    }

    @Test
    void theWholeEventIsTheBodyOnDemand() throws Exception {
        Event order = publish("order.completed");
        try (KameletContext context = context().receiveFrom(KAMELET + "&eventBody=event")) {
            await().until(() -> isProcessed(order));

            assertThat(KameletContext.json(context.received().element())
                            .get("id")
                            .asText())
                    .isEqualTo(order.id());
        }
    }

    @Test
    void anEventBecomesACloudEvent() throws Exception {
        Event order = publish("order.completed");
        try (KameletContext context = context().run(Path.of("src/test/resources/cloud-events.camel.yaml"))) {
            await().until(() -> isProcessed(order));

            Exchange exchange = context.received().element();
            assertThat(exchange.getMessage().getHeaders())
                    .containsEntry("CamelCloudEventID", order.id())
                    .containsEntry("CamelCloudEventType", "com.fastspring.order.completed");
            assertThat(KameletContext.json(exchange).get("reference"))
                    .isEqualTo(order.data().get("reference"));
        }
    }

    @Test
    void whatSucceededIsRemembered() throws Exception {
        MemoryIdempotentRepository handled = new MemoryIdempotentRepository();
        Event order = publish("order.completed");
        try (KameletContext context =
                context().bind("handledEvents", handled).receiveFrom(KAMELET + "&idempotentRepository=handledEvents")) {
            await().until(() -> isProcessed(order));

            assertThat(handled.contains(order.id())).isTrue();
        }
    }

    @Test
    void postsAreReceived() throws Exception {
        int port = freePort();
        try (KameletContext context = context()
                .with("camel.server.enabled", "true")
                .with("camel.server.host", "127.0.0.1")
                .with("camel.server.port", "" + port)
                .receiveFrom("kamelet:fastspring-events-source?delivery=webhook&webhookPath=/fastspring/events"
                        + "&secretKey=RAW(a&b%41+c)")) {
            String url = "http://127.0.0.1:" + port + "/fastspring/events";
            WebhookPost post = WebhookPost.of(SampleEvents.of("order.completed"));

            assertThat(post.signedWith("another").sendTo(url).status()).isEqualTo(403);
            assertThat(post.signedWith("a&b%41+c").sendTo(url).status()).isEqualTo(200);
            assertThat(context.received()).hasSize(1);
            assertThat(context.received().element().getMessage().getHeader("CamelFastSpringEventDelivery"))
                    .isEqualTo("webhook");
        }
    }

    @Test
    void wrongPropertiesAreNamed() {
        assertFailure("delivery=pigeon", "pigeon");
        assertFailure("delivery=webhook&webhookPath=/fastspring/events", "needs the option secret");
        assertFailure("webhookPath=/fastspring/events", "needs the option delivery");
        assertFailure("idempotentRepository=nowhere", "nowhere");
        assertFailure("live=dead", "dead");
    }

    private void assertFailure(String properties, String message) {
        try (KameletContext context = context()) {
            assertThatThrownBy(() -> context.receiveFrom(KAMELET + "&" + properties))
                    .as(properties)
                    .rootCause()
                    .hasMessageContaining(message);
        }
    }

    private KameletContext context() {
        return KameletContext.withCredentials(fastSpring.simulator());
    }

    private Event publish(String type) {
        return fastSpring
                .simulator()
                .store()
                .publish(type, false, SampleEvents.of(type).get("data"));
    }

    private boolean isProcessed(Event event) {
        return fastSpring.simulator().store().event(event.id()).orElseThrow().processed();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
