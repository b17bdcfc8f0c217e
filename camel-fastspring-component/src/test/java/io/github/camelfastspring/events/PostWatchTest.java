package io.github.camelfastspring.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Fault;
import io.github.camelfastspring.simulator.SimulatorClock;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static io.github.camelfastspring.events.EventsWatch.details;
import static io.github.camelfastspring.events.EventsWatch.health;
import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.EventsWatch.state;
import static io.github.camelfastspring.events.EventsWatch.warning;
import static io.github.camelfastspring.events.PostsRoute.id;
import static io.github.camelfastspring.events.PostsRoute.order;
import static org.assertj.core.api.Assertions.assertThat;

/** What health, JMX and the developer console show of a consumer that receives posts and does not poll. */
class PostWatchTest {

    private final SimulatorClock clock = SimulatorClock.frozenAt(Instant.parse("2026-03-01T12:00:00Z"));

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension(
            () -> FastSpringSimulator.builder().clock(clock).start());

    private final RouteWork work = new RouteWork();

    private PostsRoute start(String delivery, String options) throws Exception {
        return new PostsRoute(store.simulator()).start(delivery, options, steps -> steps.process(work));
    }

    private static MBeanServer server(PostsRoute route) {
        return route.context().getManagementStrategy().getManagementAgent().getMBeanServer();
    }

    private static ObjectName mBean(PostsRoute route) throws Exception {
        String context = route.context().getManagementName();
        return server(route)
                .queryNames(new ObjectName("org.apache.camel:context=" + context + ",type=consumers,*"), null)
                .iterator()
                .next();
    }

    private static Object attribute(PostsRoute route, String name) throws Exception {
        return server(route).getAttribute(mBean(route), name);
    }

    private static void assertWell(PostsRoute route) {
        assertThat(health(route.route()).getMessage()).isEmpty();
        assertThat(state(route.route())).isEqualTo(State.UP);
        assertThat(warning(route.route())).isEmpty();
        assertThat(route.consumer().getTrouble()).isEmpty();
    }

    @Test
    void aConsumerThatNeverPollsIsWellHoweverLongNothingComes() throws Exception {
        try (PostsRoute route = start("webhook", "")) {
            assertWell(route);
            clock.advance(Duration.ofDays(60));
            assertWell(route);
            assertThat(details(route.route()))
                    .containsEntry("events.oldestUnprocessedAge", 0L)
                    .doesNotContainKey("events.lastSuccessfulPoll");

            assertThat(route.post(order("a")).status()).isEqualTo(200);
            assertWell(route);
        }
    }

    /** Nobody asks the list, so that it does not matter whether it can be asked. */
    @Test
    void norDoesItMatterThatTheListCannotBeRead() throws Exception {
        store.simulator().faults().next(1000, "GET", "/events/", Fault.status(503));
        try (PostsRoute route = start("webhook", "");
                PostsRoute both = start("both", "maxRetries=0")) {
            patiently().until(() -> state(both.route()) == State.DOWN);
            assertWell(route);
            assertThat(both.post(order("a")).status())
                    .as("posts go on all the same")
                    .isEqualTo(200);
        }
    }

    @Test
    void whatIsNotDoneForLongShows() throws Exception {
        try (PostsRoute route = start("webhook", "")) {
            ObjectNode event = order("a").put("created", clock.millis());
            work.fail(event);
            route.post(event);
            assertWell(route);
            clock.advance(Duration.ofDays(20));
            assertThat(warning(route.route())).contains("20 days old");
            clock.advance(Duration.ofDays(8));
            assertThat(state(route.route())).isEqualTo(State.DOWN);

            work.succeed();
            assertThat(route.post(event).status()).isEqualTo(200);
            patiently().until(() -> state(route.route()) == State.UP);
            assertWell(route);
        }
    }

    @Test
    void parkedEventsShow() throws Exception {
        try (PostsRoute route = start("webhook", "maxFailures=1")) {
            ObjectNode event = order("a");
            work.fail(event);
            route.post(event);
            assertThat(warning(route.route())).isEqualTo("events that are parked, and wait for a person: 1");
            assertThat(route.consumer().parkedEvents())
                    .extracting(ParkedEvent::id)
                    .containsExactly(id(event));
        }
    }

    @Test
    void postsAndSecretsAreCountedInJmx() throws Exception {
        PostsRoute route = new PostsRoute(store.simulator());
        try (route) {
            route.start("webhook", "secret=another," + PostsRoute.SECRET, steps -> steps.process(work));
            ObjectNode bad = order("bad");
            work.fail(bad);
            route.post(order("a"), bad);
            route.post(order("b"));
            route.sending(WebhookPost.of(order("c")).signedWith("wrong")).join();
            route.sending(WebhookPost.of(order("c"))).join();

            assertThat(attribute(route, "PostsReceived")).isEqualTo(2L);
            assertThat(attribute(route, "PostsRefused")).isEqualTo(2L);
            assertThat(attribute(route, "EventsSucceeded")).isEqualTo(2L);
            assertThat(attribute(route, "EventsFailed")).isEqualTo(1L);
            assertThat(attribute(route, "EventsBackingOff")).isEqualTo(1);
            assertThat(attribute(route, "Acknowledgements")).isEqualTo(0L);
            assertThat(attribute(route, "LastSuccessfulPoll")).isEqualTo("");
            TabularData uses = (TabularData) server(route).invoke(mBean(route), "listSecretUses", null, null);
            assertThat(uses.values())
                    .extracting(row -> ((CompositeData) row).get("posts"))
                    .containsExactlyInAnyOrder(0L, 2L);
            assertThat(uses.toString()).doesNotContain(PostsRoute.SECRET, "another");
        }
    }

    @Test
    void theDeveloperConsoleShowsIt() throws Exception {
        try (PostsRoute route = start("webhook", "")) {
            ObjectNode bad = order("bad");
            work.fail(bad);
            route.post(bad);
            DevConsole console = route.context()
                    .getCamelContextExtension()
                    .getContextPlugin(DevConsoleRegistry.class)
                    .resolveById("fastspring");

            assertThat((String) console.call(DevConsole.MediaType.TEXT, Map.of()))
                    .contains("name: events", "backingOff: 1", "problem: \n");
        }
    }
}
