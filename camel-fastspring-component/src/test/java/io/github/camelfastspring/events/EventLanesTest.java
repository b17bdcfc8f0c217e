package io.github.camelfastspring.events;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;

import io.github.camelfastspring.FastSpringDeliveryConfiguration;
import io.github.camelfastspring.FastSpringDeliveryConfiguration.OnParked;
import io.github.camelfastspring.FastSpringEventsConfiguration;
import io.github.camelfastspring.FastSpringEventsConfiguration.Acknowledge;
import io.github.camelfastspring.events.EventLanes.Entry;
import io.github.camelfastspring.events.EventLanes.Freed;

import static org.assertj.core.api.Assertions.assertThat;

/** Who goes next in a lane, where threads meet in the worst order. */
class EventLanesTest {

    private final EventLanes lanes = new EventLanes(true, 100);
    private final List<StoreEvent> started = new ArrayList<>();

    private static StoreEvent event(int created) {
        return new StoreEvent(
                "e" + created,
                "order.completed",
                created,
                true,
                new ObjectMapper().createObjectNode().set("data", EventsRoute.data("o")));
    }

    private EventTask task(StoreEvent event) {
        return new EventTask() {
            @Override
            public StoreEvent event() {
                return event;
            }

            @Override
            public void start() {
                started.add(event);
            }
        };
    }

    private Entry enter(int created) {
        return lanes.enter(task(event(created)));
    }

    @Test
    void oneThatWaitsForALaterPollIsNotOvertakenWhenItsReasonIsGone() {
        assertThat(enter(1)).isEqualTo(Entry.GOES);
        lanes.leave(event(1), true);
        assertThat(enter(2)).isEqualTo(Entry.BLOCKED);
        // Such as by the success of a delivery that was overdue.
        lanes.forget(List.of("e1"));

        assertThat(enter(3)).isEqualTo(Entry.BLOCKED);
        assertThat(enter(2)).isEqualTo(Entry.GOES);
        assertThat(enter(3)).isEqualTo(Entry.QUEUES);
    }

    @Test
    void oneThatWaitsIsNotOvertakenWhenTheFailedOneGoesAgain() {
        enter(2);
        lanes.leave(event(2), true);
        assertThat(enter(1)).as("earlier, listed late").isEqualTo(Entry.GOES);
        assertThat(enter(3)).isEqualTo(Entry.BLOCKED);
        assertThat(enter(2)).isEqualTo(Entry.QUEUES);
        Freed freed = lanes.leave(event(1), false);
        assertThat(freed.next().event().id()).isEqualTo("e2");

        assertThat(enter(4)).isEqualTo(Entry.BLOCKED);
        assertThat(enter(3)).isEqualTo(Entry.QUEUES);
        assertThat(enter(4)).isEqualTo(Entry.QUEUES);
    }

    @Test
    void whatLeavesTheQueueIsNotOvertaken() {
        enter(1);
        enter(2);
        assertThat(lanes.leave(event(1), true).blocked()).hasSize(1);
        lanes.forget(List.of("e1"));

        assertThat(enter(3)).isEqualTo(Entry.BLOCKED);
        assertThat(enter(2)).isEqualTo(Entry.GOES);
    }

    @Test
    void nothingOfALaneIsLeftInTheEnd() {
        enter(1);
        enter(2);
        lanes.leave(event(1), true);
        enter(1);
        enter(2);
        assertThat(lanes.leave(event(1), false).next().event().id()).isEqualTo("e2");
        assertThat(lanes.leave(event(2), false)).isEqualTo(new Freed(null, List.of()));

        assertThat(enter(3)).isEqualTo(Entry.GOES);
    }

    /** Somebody marks the event, and a poll finds that out, between its failure and what follows from that. */
    @Test
    void nobodyWaitsForAnEventThatIsForgottenWhileItFails() {
        StoreEvent failing = event(1);
        List<OpenEvents> opens = new ArrayList<>();
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                // Asked when the event has just become one that backs off.
                opens.forEach(open -> lanes.forget(open.forgetUnlisted(Set.of(failing.id()), Set.of(), 0, true)));
                return Instant.EPOCH;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        OpenEvents open = new OpenEvents(new FailurePolicy(new FastSpringDeliveryConfiguration()), 1000, clock);
        opens.add(open);
        FastSpringEventsConfiguration configuration = new FastSpringEventsConfiguration();
        EventDeliveries deliveries = new EventDeliveries(
                new HandledEvents(new MemoryIdempotentRepository(), configuration),
                null,
                open,
                lanes,
                new EventContents(true),
                new EventPosts(),
                Acknowledge.NONE,
                OnParked.LEAVE,
                new EventCounters(),
                clock);

        assertThat(deliveries.take(task(failing))).isTrue();
        deliveries.start(failing).failure();
        assertThat(open.ids()).as("the test's interleaving").isEmpty();

        assertThat(deliveries.take(task(event(2)))).isTrue();
        assertThat(started).extracting(StoreEvent::id).containsExactly("e1", "e2");
    }
}
