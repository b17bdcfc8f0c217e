package io.github.camelfastspring.events;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.FastSpringEndpoint;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.Webhook;
import io.github.camelfastspring.simulator.webhook.WebhookDelivery;
import io.github.camelfastspring.simulator.webhook.WebhookPost;
import io.github.camelfastspring.webhook.SignatureVerifier.SecretUse;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** The secret is changed while posts come in without a pause. */
class RotationTest {

    private static final int SENDERS = 4;
    private static final int ENOUGH = 50;

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private final Queue<String> routed = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private volatile String signedWith = "old";
    private volatile boolean ended;

    /** Posts without a pause, signed with the secret of the moment, beside the simulator, whose posts follow one another. */
    private final class Sender extends Thread {

        private final String url;
        private final AtomicInteger old = new AtomicInteger();
        private final AtomicInteger fresh = new AtomicInteger();

        Sender(String url) {
            this.url = url;
            start();
        }

        @Override
        public void run() {
            while (!ended) {
                String secret = signedWith;
                int status = WebhookPost.ofTypes("order.completed")
                        .signedWith(secret)
                        .sendTo(url)
                        .status();
                if (status != 200) {
                    refusals.add(status);
                }
                (secret.equals("old") ? old : fresh).incrementAndGet();
            }
        }
    }

    private static long posts(PostsRoute route, int position) {
        return route.consumer().secretUses().get(position - 1).posts();
    }

    @Test
    void noPostIsRefusedWhileTheSecretIsChangedAndTheOldOneIsAfterwards() throws Exception {
        FastSpringSimulator simulator = fastSpring.simulator();
        try (PostsRoute route = new PostsRoute(simulator)) {
            route.start(
                    "webhook",
                    "resends=pass&secret=old,new",
                    steps -> steps.process(exchange ->
                            routed.add(exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class))));
            simulator.webhooks().add(Webhook.to(route.url()).secret("old"));
            List<Sender> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                senders.add(new Sender(route.url()));
            }
            List<String> published = new ArrayList<>(EventsRoute.publish(simulator, ENOUGH));
            patiently().until(() -> senders.stream().allMatch(sender -> sender.old.get() >= ENOUGH));
            assertThat(posts(route, 2)).isZero();

            // Events are published before and after, so that posts are under way when the key changes.
            published.addAll(EventsRoute.publish(simulator, ENOUGH));
            Map<?, ?> answer = route.context()
                    .createProducerTemplate()
                    .requestBody(
                            "fastspring:webhooks?operation=updateKey",
                            Map.of("url", route.url(), "hmacSecret", "new"),
                            Map.class);
            assertThat(answer.get("result")).isEqualTo("success");
            signedWith = "new";
            published.addAll(EventsRoute.publish(simulator, ENOUGH));
            patiently()
                    .until(() -> senders.stream().allMatch(sender -> sender.fresh.get() >= ENOUGH)
                            && simulator.webhooks().log().size() == published.size());

            List<SecretUse> then = route.consumer().secretUses();
            patiently().until(() -> posts(route, 2) >= then.get(1).posts() + ENOUGH);
            assertThat(posts(route, 1))
                    .as("nobody uses the old one any more")
                    .isEqualTo(then.get(0).posts());
            assertThat(then.get(0).lastPost()).isBefore(then.get(1).lastPost());
            assertThat(jmxUses(route))
                    .containsKeys(1, 2)
                    .containsEntry(1, then.get(0).posts());

            ((FastSpringEndpoint) route.context().getRoute(EventsRoute.ROUTE).getEndpoint())
                    .getConfiguration()
                    .setSecret("new");
            long before = posts(route, 1);
            patiently().until(() -> posts(route, 1) >= before + ENOUGH);
            ended = true;
            for (Sender sender : senders) {
                sender.join();
            }

            assertThat(refusals).isEmpty();
            assertThat(route.consumer().getPostsRefused()).isZero();
            assertThat(simulator.webhooks().log())
                    .extracting(WebhookDelivery::status)
                    .containsOnly(200);
            assertThat(routed).doesNotHaveDuplicates().containsAll(published);
            assertThat(routed)
                    .hasSize(published.size()
                            + senders.stream()
                                    .mapToInt(sender -> sender.old.get() + sender.fresh.get())
                                    .sum());

            assertThat(WebhookPost.ofTypes("order.completed")
                            .signedWith("old")
                            .sendTo(route.url())
                            .status())
                    .isEqualTo(403);
            assertThat(route.consumer().getPostsRefused()).isEqualTo(1);
            assertThat(route.consumer().secretUses()).hasSize(1);
        }
    }

    private static Map<Integer, Long> jmxUses(PostsRoute route) throws Exception {
        ObjectName name = ManagementFactory.getPlatformMBeanServer()
                .queryNames(
                        new ObjectName("org.apache.camel:context="
                                + route.context().getManagementName() + ",type=consumers,*"),
                        null)
                .iterator()
                .next();
        TabularData table =
                (TabularData) ManagementFactory.getPlatformMBeanServer().invoke(name, "listSecretUses", null, null);
        return table.values().stream()
                .map(CompositeData.class::cast)
                .collect(Collectors.toMap(row -> (Integer) row.get("position"), row -> (Long) row.get("posts")));
    }
}
