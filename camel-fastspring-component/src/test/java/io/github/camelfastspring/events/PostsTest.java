package io.github.camelfastspring.events;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static org.assertj.core.api.Assertions.assertThat;

/** Posts: the exchange of each event, and the answers by outcome. */
class PostsTest {

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private final Queue<Exchange> routed = new ConcurrentLinkedQueue<>();

    @Test
    void anEventOfAPostIsAnExchangeWithNothingOfThePost() throws Exception {
        try (PostsRoute route = new PostsRoute(fastSpring.simulator())
                .start("webhook", "", steps -> steps.process(exchange -> routed.add(exchange.copy())))) {
            var event = SampleEvents.of("order.completed");

            WebhookPost.Answer answer =
                    WebhookPost.of(event).signedWith(PostsRoute.SECRET).sendTo(route.url());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(routed).hasSize(1);
            Exchange exchange = routed.element();
            assertThat(exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID))
                    .isEqualTo(event.get("id").asText());
            assertThat(exchange.getMessage().getHeader(FastSpringConstants.EVENT_DELIVERY))
                    .isEqualTo("webhook");
            assertThat(exchange.getMessage().getHeaders().keySet())
                    .allMatch(name -> name.startsWith("CamelFastSpringEvent") || name.equals("CamelMessageTimestamp"));
        }
    }

    @Test
    void wrongPostsAreRefused() throws Exception {
        try (PostsRoute route = new PostsRoute(fastSpring.simulator())
                .start("webhook", "webhookMaxBodySize=20000", steps -> steps.process(routed::add))) {
            WebhookPost post = WebhookPost.ofTypes("order.completed");
            byte[] large = new byte[20_001];

            assertThat(post.unsigned().sendTo(route.url()).status()).isEqualTo(403);
            assertThat(post.signedWith("another").sendTo(route.url()).status()).isEqualTo(403);
            assertThat(WebhookPost.raw("{\"events\":1}".getBytes())
                            .signedWith(PostsRoute.SECRET)
                            .sendTo(route.url())
                            .status())
                    .isEqualTo(400);
            assertThat(WebhookPost.raw("{".getBytes())
                            .signedWith(PostsRoute.SECRET)
                            .sendTo(route.url())
                            .status())
                    .isEqualTo(400);
            assertThat(WebhookPost.raw(large)
                            .signedWith(PostsRoute.SECRET)
                            .sendTo(route.url())
                            .status())
                    .isEqualTo(413);
            assertThat(routed).isEmpty();
            assertThat(route.consumer().getPostsRefused()).isEqualTo(2);
        }
    }

    @Test
    void aBatchIsAnsweredByOutcome() throws Exception {
        try (PostsRoute route = new PostsRoute(fastSpring.simulator())
                .start(
                        "webhook",
                        "",
                        steps -> steps.process(exchange -> {
                            if (exchange.getMessage()
                                    .getHeader(FastSpringConstants.EVENT_TYPE)
                                    .equals("order.failed")) {
                                throw new IllegalStateException("on purpose");
                            }
                        }))) {
            var good = SampleEvents.of("order.completed");
            var bad = SampleEvents.of("order.failed");

            var some = WebhookPost.of(good, bad).signedWith(PostsRoute.SECRET).sendTo(route.url());
            var none = WebhookPost.of(bad).signedWith(PostsRoute.SECRET).sendTo(route.url());

            assertThat(some)
                    .isEqualTo(new WebhookPost.Answer(202, good.get("id").asText()));
            assertThat(none.status()).isEqualTo(500);
            assertThat(List.of(route.consumer().getEventsSucceeded())).containsExactly(1L);
        }
    }
}
